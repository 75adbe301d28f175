/*
 * A member at a bad address: the fault has the member's own address.
 */
#pragma D option quiet

BEGIN
{
	trace(((struct task_struct *)4096)->tgid);
}

ERROR
{
	printf("%d %d\n", arg4, arg5 - offsetof(struct task_struct, tgid));
	exit(0);
}
