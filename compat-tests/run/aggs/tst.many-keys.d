/* Ten parts of a key. */
#pragma D option quiet

BEGIN
{
	@[1, 2, 3, 4, 5, "six", 7, 8, 9, 10] = count();
	printa("%d%d%d%d%d%s%d%d%d%d %@d\n", @);
	exit(0);
}
