/* A record larger than the buffer. */
#pragma D option quiet
#pragma D option bufsize=64

BEGIN
{
	trace(execname);
	exit(0);
}
