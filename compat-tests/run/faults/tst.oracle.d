/*
 * Oracle's dialect names the clause, and where in the program.
 * @@nosort
 * @@runtest-opts: -xdialect=oracle
 */
#pragma D option quiet

BEGIN
{
	zero = 0;
}

BEGIN
{
	printf("%d", 1 / zero);
}

BEGIN
{
	printf("%d", *(int *)64);
}

BEGIN
{
	exit(0);
}
