/* llquantize() with increments: mixed, only negative, huge. */
#pragma D option quiet

BEGIN
{
	@m = llquantize(15, 10, 0, 2, 10, 3);
	@m = llquantize(250, 10, 0, 2, 10, -2);
	@n = llquantize(15, 10, 0, 2, 10, -3);
	@h = llquantize(15, 10, 0, 2, 10, 5000000000000000000);
	exit(0);
}
