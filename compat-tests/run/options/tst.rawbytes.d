/* rawbytes: text is dumped, 16 bytes a line, with all of its strsize bytes. */
#pragma D option quiet
#pragma D option strsize=8
#pragma D option rawbytes

BEGIN
{
	trace("abc");
	exit(0);
}
