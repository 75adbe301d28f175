/* illumos counts what is negative in the bucket below. */
#pragma D option quiet

BEGIN
{
	@ = llquantize(-5, 10, 0, 1, 10);
	@ = llquantize(-100, 10, 0, 1, 10);
	@ = llquantize(5, 10, 0, 1, 10);
	exit(0);
}
