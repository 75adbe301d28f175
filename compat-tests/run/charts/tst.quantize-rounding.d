/* Bars are rounded half up. */
#pragma D option quiet

BEGIN
{
	@ = quantize(1, 79);
	@ = quantize(2, 1);
	@b = quantize(1, 80);
	@b = quantize(2, 1);
	exit(0);
}
