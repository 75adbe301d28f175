/* Only below, only above, one bucket, one that was emptied again. */
#pragma D option quiet

BEGIN
{
	@below = llquantize(3, 10, 1, 2, 10);
	@above = llquantize(123456, 10, 1, 2, 10);
	@one = llquantize(42, 10, 1, 2, 10);
	@none = llquantize(42, 10, 1, 2, 10, 1);
	@none = llquantize(42, 10, 1, 2, 10, -1);
	exit(0);
}
