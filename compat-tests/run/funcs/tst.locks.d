/* Mutexes of Linux are adaptive; looking at one that is not there is a fault. */
#pragma D option quiet

BEGIN
{
	printf("%d %d\n", mutex_type_adaptive((struct mutex *)0), mutex_type_spin((struct mutex *)0));
}

BEGIN
{
	mutex_owned((struct mutex *)0);
	printf("not reached\n");
}

BEGIN
{
	rw_write_held((struct rw_semaphore *)0);
	printf("not reached\n");
}

ERROR
{
	printf("fault %d\n", arg4);
}

BEGIN
{
	exit(0);
}
