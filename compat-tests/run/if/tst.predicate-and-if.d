/* if within a clause that has a predicate, after assignments to this->. */
#pragma D option quiet

BEGIN
/0/
{
	if (1)
		printf("never\n");
}

BEGIN
/1/
{
	this->x = 3;
	if (this->x == 3)
		this->x = 4;
	printf("%d\n", this->x);
	if (this->x == 3)
		printf("never\n");
	exit(0);
}
