/* A join without a format: keys, then the values side by side. */
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
	printa(@one, @two);
	exit(0);
}
