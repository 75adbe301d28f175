/* %@d of a quantize() is its chart, in the middle of a line. */
#pragma D option quiet

BEGIN
{
	@["k"] = quantize(5);
	printa("[%s]%@d[end]\n", @);
	exit(0);
}
