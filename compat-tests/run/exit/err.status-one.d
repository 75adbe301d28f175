/* The status of exit() is that of dtrace. */
#pragma D option quiet

BEGIN
{
	exit(1);
}
