/* Only the bucket below; only the one above; one in the middle; the step that is left out is 1. */
#pragma D option quiet

BEGIN
{
	@below = lquantize(-5, 0, 100, 10);
	@above = lquantize(1000, 0, 100, 10);
	@middle = lquantize(55, 0, 100, 10);
	@step = lquantize(3, 1, 5);
	exit(0);
}
