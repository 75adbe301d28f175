/* printa() with the value before the keys, two aggregations, and a distribution amid a line. */
#pragma D option quiet

BEGIN
{
	@n["a"] = sum(1);
	@n["b"] = sum(3);
	@t["a"] = sum(10);
	@t["b"] = sum(20);
	@q["k"] = quantize(4);
	printa("%@5d %-4s|\n", @n);
	printa("%-3s %@3d %@4d\n", @n, @t);
	printa("%s,%@dend\n", @q);
	exit(0);
}
