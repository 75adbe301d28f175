/* this-> carries over to the next clause of the same firing. */
#pragma D option quiet

BEGIN
{
	this->n = 42;
	this->s = "carried";
}

BEGIN
/this->n == 42/
{
	printf("%d %s\n", this->n, this->s);
	this->n++;
}

BEGIN
{
	printf("%d\n", this->n);
	exit(0);
}
