/* A character for each bucket, one row for each tuple, and one scale for all. */
#pragma D option quiet
#pragma D option aggpack
#pragma D option encoding=ascii

BEGIN
{
	@q["small"] = quantize(1);
	@q["small"] = quantize(2);
	@q["large"] = quantize(1000, 3);
	@q["large"] = quantize(70, -1);
	@l = lquantize(12, 0, 100, 10);
	exit(0);
}
