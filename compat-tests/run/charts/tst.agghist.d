/* A bar for each tuple, in proportion to the sum of all. */
#pragma D option quiet
#pragma D option agghist

BEGIN
{
	@a["apples", 3] = sum(30);
	@a["pears", 1] = sum(10);
	@n["seen"] = count();
	exit(0);
}
