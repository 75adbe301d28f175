/* An increment counts for more than one; negative ones make bars to the left. */
#pragma D option quiet

BEGIN
{
	@a = quantize(1, 3);
	@a = quantize(2, 1);
	@n = quantize(1, -3);
	@n = quantize(8, -1);
	@m = quantize(1, 4);
	@m = quantize(2, -2);
	@m = quantize(4, 2);
	exit(0);
}
