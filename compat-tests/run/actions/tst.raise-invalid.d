/*
 * There is no such signal.
 * @@nosort
 */
#pragma D option quiet
#pragma D option destructive

ERROR
{
	exit(arg4 == DTRACEFLT_ILLOP ? 0 : 1);
}

BEGIN
{
	raise(1000);
	exit(2);
}
