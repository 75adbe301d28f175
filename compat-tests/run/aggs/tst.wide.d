/* A distribution with more levels than the kernel keeps for each CPU, with keys and without. */
#pragma D option quiet

BEGIN
{
	@all = lquantize(7000, 0, 10000, 1);
	@all = lquantize(7000, 0, 10000, 1);
	@by["a"] = lquantize(-1, 0, 5000);
	@by["b"] = lquantize(4999, 0, 5000);
	@by["b"] = lquantize(4999, 0, 5000);
	exit(0);
}
