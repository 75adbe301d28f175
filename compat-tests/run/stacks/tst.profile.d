/*
 * A sample taken in user mode has no kernel stack; one taken in the kernel has, also on an idle CPU.
 */
#pragma D option quiet

int kernel, wrong;

profile-997
/arg0 != 0/
{
	kernel++;
}

profile-997
/(arg0 != 0) != (stackdepth > 0)/
{
	wrong++;
}

tick-50ms
/kernel > 20/
{
	printf("%d\n", wrong * 10 < kernel);
	exit(0);
}
