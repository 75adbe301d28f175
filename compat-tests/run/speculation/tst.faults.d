/*
 * A fault takes the record of its clause out of the speculation, and no other.
 * @@nosort
 */
#pragma D option quiet

int zero;

BEGIN
{
	i = speculation();
}

BEGIN
{
	speculate(i);
	printf("good\n");
}

BEGIN
{
	speculate(i);
	printf("bad\n");
	x = 1 / zero;
}

BEGIN
{
	speculate(1 / zero);
	printf("worse\n");
}

BEGIN
{
	commit(i);
}

BEGIN
{
	exit(0);
}

ERROR
{
	printf("error in action %d\n", arg2);
}
