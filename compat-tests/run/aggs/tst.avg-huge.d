/* sum wraps around at 64 bits. */
#pragma D option quiet

BEGIN
{
	@s = sum(9223372036854775807);
	@c = count();
}

BEGIN
{
	@s = sum(1);
	exit(0);
}
