/* Aggregations that are printed together stay in columns, and so do formats. */
#pragma D option quiet
#pragma D option agghist

BEGIN
{
	@a["x"] = sum(3);
	@b["x"] = sum(4);
	printa(@a, @b);
	printa("%s %@d\n", @a);
	exit(0);
}
