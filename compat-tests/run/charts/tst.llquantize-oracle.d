/*
 * llquantize() of Oracle's dialect has negative buckets, which mirror the positive ones.
 * @@nosort
 * @@runtest-opts: -xdialect=oracle
 */
#pragma D option quiet

BEGIN
{
	@zero = llquantize(-5, 10, 0, 1, 10);
	@zero = llquantize(7, 10, 0, 1, 10);
	@zero = llquantize(0, 10, 0, 1, 10);
	@mixed = llquantize(7, 10, 1, 2, 10);
	@mixed = llquantize(-70, 10, 1, 2, 10);
	@mixed = llquantize(-7000, 10, 1, 2, 10);
	@positive = llquantize(15, 10, 1, 2, 10);
	@positive = llquantize(30, 10, 1, 2, 10);
	@ends = llquantize(-100, 2, 1, 4, 2);
	@ends = llquantize(100, 2, 1, 4, 2);
	@ends = llquantize(3, 2, 1, 4, 2);
	exit(0);
}
