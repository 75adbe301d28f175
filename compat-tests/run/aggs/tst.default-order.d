/* By value from below, then by key. */
#pragma D option quiet

BEGIN
{
	@["c"] = sum(2);
	@["a"] = sum(2);
	@["b"] = sum(-1);
	@["d"] = sum(10);
	@second[5] = count();
	exit(0);
}
