/* rawbytes: text is dumped, 16 bytes a line. */
#pragma D option quiet

#pragma D option rawbytes

BEGIN
{
	trace("abc");
	exit(0);
}
