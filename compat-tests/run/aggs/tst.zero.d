/* min and max of 0, and a sum that comes back to 0, are shown. */
#pragma D option quiet

BEGIN
{
	@lo = min(0);
	@hi = max(0);
	@s = sum(5);
	@k["x"] = sum(1);
}

BEGIN
{
	@s = sum(-5);
	@k["x"] = sum(-1);
	exit(0);
}
