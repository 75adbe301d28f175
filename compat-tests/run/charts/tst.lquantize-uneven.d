/* A range that the step does not divide: the last step is left out. */
#pragma D option quiet

BEGIN
{
	@ = lquantize(0, 0, 10, 3);
	@ = lquantize(3, 0, 10, 3);
	@ = lquantize(8, 0, 10, 3);
	@ = lquantize(9, 0, 10, 3);
	@ = lquantize(10, 0, 10, 3);
	exit(0);
}
