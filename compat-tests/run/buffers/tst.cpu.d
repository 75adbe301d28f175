/*
 * Option cpu: one CPU is traced, BEGIN and END are fired there.
 */
#pragma D option quiet
#pragma D option cpu=0

BEGIN
/cpu != 0/
{
	bad++;
}

syscall:::entry
/cpu != 0/
{
	bad++;
}

profile-97
/cpu != 0/
{
	bad++;
}

tick-20ms
{
	printf("tick on %d\n", cpu);
	exit(0);
}

END
{
	printf("end on %d, %d elsewhere\n", cpu, bad);
}
