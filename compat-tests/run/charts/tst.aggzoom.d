/* The longest bar takes 95 % of the room. */
#pragma D option quiet
#pragma D option agghist
#pragma D option aggzoom

BEGIN
{
	@a["one"] = sum(10);
	@a["two"] = sum(20);
	@a["three"] = sum(5);
	@q = quantize(4);
	@q = quantize(9);
	exit(0);
}
