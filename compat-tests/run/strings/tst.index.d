/* Positions from the left and the right, from a start; -1 for none. */
#pragma D option quiet

BEGIN
{
	s = "abcabc";
	printf("%d %d %d\n", index(s, "bc"), index(s, "bc", 2), index(s, "x"));
	printf("%d %d %d\n", rindex(s, "bc"), rindex(s, "bc", 3), rindex(s, "x"));
	printf("%d %d\n", index(s, "a", 6), index(s, "abcabcd"));
	printf("%d %d\n", index("", "a"), rindex("", "a"));
	exit(0);
}
