/* cpu is one of the machine, and errno of a thread without a failed call is 0. */
#pragma D option quiet

BEGIN
{
	printf("%d %d\n", cpu >= 0 && cpu < 4096, errno);
	printf("%d\n", arg0 | arg1 | arg9);
	exit(0);
}
