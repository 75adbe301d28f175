/* Bars in eighths of a column, and blocks of eight heights. */
#pragma D option quiet
#pragma D option encoding=utf8

BEGIN
{
	@q = quantize(1);
	@q = quantize(1);
	@q = quantize(2);
	printa(@q);
	setopt("aggpack");
	printa(@q);
	exit(0);
}
