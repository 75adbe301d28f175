/* llquantize() by powers of two. */
#pragma D option quiet

BEGIN
{
	@ = llquantize(0, 2, 1, 5, 4);
	@ = llquantize(1, 2, 1, 5, 4);
	@ = llquantize(2, 2, 1, 5, 4);
	@ = llquantize(3, 2, 1, 5, 4);
	@ = llquantize(4, 2, 1, 5, 4);
	@ = llquantize(7, 2, 1, 5, 4);
	@ = llquantize(8, 2, 1, 5, 4);
	@ = llquantize(63, 2, 1, 5, 4);
	@ = llquantize(64, 2, 1, 5, 4);
	@ = llquantize(1000, 2, 1, 5, 4);
	exit(0);
}
