/* profile-N fires on CPUs in use, tick-N on one at a time; both know where the CPU was. */
#pragma D option quiet

int bad;

profile-100hz
{
	@hits = count();
	bad += arg0 != 0 && arg1 != 0;
}

tick-300ms
{
	printf("%s %s\n", probeprov, probename);
	printf("%d\n", bad);
	exit(0);
}

END
{
	trunc(@hits);
}
