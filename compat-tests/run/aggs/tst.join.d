/* Several aggregations joined by key: sorted by the first; who lacks a key shows 0. */
#pragma D option quiet

BEGIN
{
	@one["a"] = sum(3);
	@two["a"] = sum(1);
	@one["b"] = sum(1);
	@two["b"] = sum(2);
	@one["c"] = sum(2);
	@two["c"] = sum(3);
	@two["only"] = sum(7);
	printa("%s %@d %@d\n", @one, @two);
	exit(0);
}
