/* lquantize() of a thousand steps for each key, and keys of eight parts. */
#pragma D option quiet

BEGIN
{
	@steps["x"] = lquantize(1000, 0, 1024, 1);
	@keys[1, "two", 3, "four", 5, "six", 7, "eight"] = count();
	printa("%d %s %d %s %d %s %d %s %@d\n", @keys);
	printa("%s%@d", @steps);
	exit(0);
}
