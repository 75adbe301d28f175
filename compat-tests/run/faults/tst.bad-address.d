/*
 * A bad address, with its value as arg5; and in a predicate, which is action 0.
 * @@nosort
 */
#pragma D option quiet

BEGIN
{
	printf("%d", *(int *)64);
}

BEGIN
/*(char *)96/
{
	printf("never");
}

BEGIN
{
	exit(0);
}

ERROR
{
	printf("%d %d %d %d\n", arg1, arg2, arg4, arg5);
}
