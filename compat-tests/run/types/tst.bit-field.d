/*
 * Bit-fields of kernel structures, by what a write changes: nothing can, so they are compared.
 */
#pragma D option quiet

BEGIN
{
	printf("%d %d\n", curthread->sched_reset_on_fork, curthread->in_execve);
	printf("%d\n", curthread->sched_reset_on_fork + 3);
	exit(0);
}
