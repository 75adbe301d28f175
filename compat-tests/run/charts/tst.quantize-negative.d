/* quantize() of negative values and zero. */
#pragma D option quiet

BEGIN
{
	@ = quantize(-1);
	@ = quantize(-2);
	@ = quantize(-3);
	@ = quantize(-8);
	@ = quantize(-1000);
	@ = quantize(0);
	@ = quantize(5);
	exit(0);
}
