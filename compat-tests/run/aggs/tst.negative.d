/* Negative sums, extremes and averages; an average truncates towards zero. */
#pragma D option quiet

BEGIN
{
	@s = sum(-5);
	@lo = min(-5);
	@hi = max(-5);
	@mean = avg(-5);
}

BEGIN
{
	@s = sum(-2);
	@lo = min(-2);
	@hi = max(-2);
	@mean = avg(-2);
	exit(0);
}
