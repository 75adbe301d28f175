/*
 * Records of all CPUs are in order of time, with or without the option.
 * @@nosort
 */
#pragma D option quiet
#pragma D option temporal

int n;

syscall:::entry
/n++ < 1000/
{
	printf("%d\n", timestamp);
}

profile-997
{
	printf("%d\n", timestamp);
}

tick-100ms
{
	exit(0);
}
