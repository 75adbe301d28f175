/* A description without provider promises less than this floor. */
#pragma D option amin=Stable/Stable/Common

BEGIN
{
	exit(0);
}
