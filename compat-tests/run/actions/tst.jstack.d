/* As many frames as jstackframes says, or the argument. */
#pragma D option quiet
#pragma D option jstackframes=1

BEGIN
{
	jstack();
	jstack(2);
	exit(0);
}
