/* lquantize() with increments: mixed, only negative, none left, huge. */
#pragma D option quiet

BEGIN
{
	@m = lquantize(1, 0, 4, 1, 5);
	@m = lquantize(2, 0, 4, 1, -3);
	@n = lquantize(1, 0, 4, 1, -5);
	@n = lquantize(3, 0, 4, 1, -1);
	@e = lquantize(1, 0, 4, 1, 2);
	@e = lquantize(1, 0, 4, 1, -2);
	@h = lquantize(1, 0, 4, 1, 9000000000000000000);
	exit(0);
}
