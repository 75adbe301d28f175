/* this-> variables carry over to later clauses of the same firing; predicates may have side effects. */
#pragma D option quiet

BEGIN
{
	this->ok = 1;
	this->name = "carried";
	n = 0;
}

BEGIN
/n++ >= 0 && this->ok/
{
	printf("%s %d\n", this->name, n);
	this->ok = 0;
}

BEGIN
/this->ok == 0/
{
	printf("cleared\n");
	exit(0);
}
