/* count, sum, min, max, avg and stddev of the same values, in order of their first appearance. */
#pragma D option quiet

BEGIN
{
	@n = count();
	@s = sum(10);
	@lo = min(10);
	@hi = max(10);
	@mean = avg(10);
	@dev = stddev(10);
}

BEGIN
{
	@n = count();
	@s = sum(-3);
	@lo = min(-3);
	@hi = max(-3);
	@mean = avg(-3);
	@dev = stddev(-3);
}

BEGIN
{
	@n = count();
	@s = sum(4);
	@lo = min(4);
	@hi = max(4);
	@mean = avg(4);
	@dev = stddev(4);
	exit(0);
}
