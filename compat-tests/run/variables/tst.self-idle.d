/* Idle threads all have the id 0, but each processor has its own. */
#pragma D option quiet

int wrong;

sched:::off-cpu
/pid == 0/
{
	self->left[0] = cpu + 1;
}

sched:::on-cpu
/pid == 0 && self->left[0]/
{
	wrong += self->left[0] != cpu + 1;
}

tick-1s
{
	printf("%d\n", wrong);
	exit(0);
}
