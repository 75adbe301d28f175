/*
 * A structure of the kernel as a value: kept in variables, and passed on.
 */
#pragma D option quiet

struct list_head kept;

BEGIN
{
	kept = curthread->tasks;
	this->copy = kept;
	printf("%d %d\n", kept.next == curthread->tasks.next, this->copy.prev == kept.prev);
	exit(0);
}
