/* @@runtest-opts: -xdialect=oracle */
/* Oracle's D takes nine keys at most. */
BEGIN
{
	ok[1, 2, 3, 4, 5, 6, 7, 8, 9] = 1;
	bad[1, 2, 3, 4, 5, 6, 7, 8, 9, 10] = 1;
	exit(0);
}
