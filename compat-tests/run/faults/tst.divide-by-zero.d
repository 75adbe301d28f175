/*
 * A division by zero: no row for its clause, ERROR fires, and later clauses run.
 * @@nosort
 */
#pragma D option quiet

BEGIN
{
	zero = 0;
	printf("before");
	printf("%d", 1 / zero);
}

BEGIN
{
	printf("%d", 1 % zero);
}

BEGIN
{
	printf("after\n");
	exit(0);
}

ERROR
{
	printf("%d %d %d %d\n", arg1, arg2, arg4, arg5);
}
