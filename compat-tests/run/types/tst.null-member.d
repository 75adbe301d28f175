/*
 * A member through a null pointer: Oracle's fault has the pointer, not the member's address.
 * @@runtest-opts: -xdialect=oracle
 */
#pragma D option quiet

BEGIN
{
	trace(((struct task_struct *)NULL)->tgid);
}

ERROR
{
	printf("%d %d\n", arg4, arg5);
	exit(0);
}
