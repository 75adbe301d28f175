/* A constant has the smallest type that holds it, and u, l widen it. */
#pragma D option quiet

BEGIN
{
	printf("%d %d %d\n", sizeof (1), sizeof (2147483647), sizeof (2147483648));
	printf("%d %d %d\n", sizeof (1u), sizeof (1l), sizeof (1ll));
	printf("%d %d\n", sizeof (0xffffffff), sizeof (0x100000000));
	printf("%d %d\n", 0xffffffff > 0, -1 < 0);
	exit(0);
}
