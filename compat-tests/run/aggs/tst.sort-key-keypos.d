/* aggsortkeypos: the second part of the key counts first. */
#pragma D option quiet
#pragma D option aggsortkey
#pragma D option aggsortkeypos=1

BEGIN
{
	@["c", 1] = sum(5);
	@["a", 3] = sum(2);
	@["b", 2] = sum(9);
	@["a", 1] = sum(7);
	exit(0);
}
