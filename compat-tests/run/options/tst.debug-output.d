/* -B shows the pieces that a row is made of. */
/* @@runtest-opts: -q -B */

BEGIN
{
	printf("a%d\n", 1);
	exit(0);
}
