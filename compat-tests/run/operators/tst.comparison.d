/* Comparison of integers, signed and unsigned as in C. */
#pragma D option quiet

BEGIN
{
	m = -1;
	u = 1u;
	l = (int64_t)-1;
	printf("%d%d%d%d%d%d\n", 1 < 2, 2 <= 2, 1 > 2, 2 >= 3, 1 == 1, 1 != 1);
	printf("%d %d\n", m < 0, m < u);
	printf("%d\n", l < u);
	printf("%d\n", (char)200 < 0);
	printf("%d\n", (unsigned char)200 < 0);
	exit(0);
}
