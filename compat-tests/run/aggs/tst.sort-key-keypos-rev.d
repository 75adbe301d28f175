/* All three at once. */
#pragma D option quiet
#pragma D option aggsortkey
#pragma D option aggsortkeypos=1
#pragma D option aggsortrev

BEGIN
{
	@["c", 1] = sum(5);
	@["a", 3] = sum(2);
	@["b", 2] = sum(9);
	@["a", 1] = sum(7);
	exit(0);
}
