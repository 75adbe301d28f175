/* Operators on constants give what they give at run time. */
#pragma D option quiet

BEGIN
{
	z = 0;
	printf("%d %d\n", -17 / 5, (z - 17) / 5);
	printf("%d %d\n", -17 % 5, (z - 17) % 5);
	printf("%d %d\n", -8 >> 1, (z - 8) >> 1);
	printf("%d %d\n", ~0, ~z);
	printf("%d %d\n", 1 ^^ 1, (z + 1) ^^ 1);
	printf("%d %d\n", 7 & 12 | 1 ^ 3, (z + 7) & 12 | 1 ^ 3);
	printf("%d %d\n", 1 ? 2 : 3, z ? 2 : 3);
	exit(0);
}
