/* Huge counts: bars are right, and columns give way. */
#pragma D option quiet

BEGIN
{
	@ = quantize(1, 4000000000000000000);
	@ = quantize(2, 2000000000000000000);
	@ = quantize(4, 3);
	exit(0);
}
