/* A chart that is normalized: counts are divided, bars are not. */
#pragma D option quiet

BEGIN
{
	@ = quantize(1, 100);
	@ = quantize(2, 50);
	@ = quantize(4, 7);
	normalize(@, 10);
	exit(0);
}
