/* quantize(): powers of two, one bucket more at either side. */
#pragma D option quiet

BEGIN
{
	@ = quantize(1);
	@ = quantize(2);
	@ = quantize(3);
	@ = quantize(4);
	@ = quantize(5);
	@ = quantize(7);
	@ = quantize(8);
	@ = quantize(100);
	exit(0);
}
