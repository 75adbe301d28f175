/* At most half a second in every second: the call that would be more is an illegal operation. */
#pragma D option quiet
#pragma D option destructive

ERROR
{
	printf("%s\n", arg4 == DTRACEFLT_ILLOP ? "refused" : "another fault");
	exit(0);
}

BEGIN
{
	chill(1000000);
	chill(499500000);
	exit(1);
}
