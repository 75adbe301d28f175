/* %@d with each function: an average shows its quotient, stddev its result. */
#pragma D option quiet

BEGIN
{
	@n[1] = count();
	@a[1] = avg(10);
	@d[1] = stddev(10);
	@lo[1] = min(10);
}

BEGIN
{
	@n[1] = count();
	@a[1] = avg(13);
	@d[1] = stddev(14);
	@lo[1] = min(13);
	printa("%d: %@d %@d %@d %@d\n", @n, @a, @d, @lo);
	exit(0);
}
