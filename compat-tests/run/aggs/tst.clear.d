/*
 * clear() sets values to 0 and keeps the keys; counting goes on from there. The consumer does it, so
 * what follows must come after its turn.
 */
#pragma D option quiet
#pragma D option switchrate=10ms

BEGIN
{
	@a["w"] = sum(5);
	@a["x"] = sum(6);
	@q = quantize(3);
	printa("%s %@d\n", @a);
	clear(@a);
	clear(@q);
	printa("%s %@d\n", @a);
}

tick-500ms
{
	@a["x"] = sum(1);
	exit(0);
}

END
{
	printa("%s %@d\n", @a);
	printa(@q);
}
