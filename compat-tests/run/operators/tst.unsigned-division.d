/* Division and remainder of unsigned 64-bit integers. */
#pragma D option quiet

BEGIN
{
	u = 18446744073709551615u;
	printf("%u %u\n", u / 10, u % 10);
	d = -2;
	printf("%u\n", u / 2);
	printf("%d %d\n", (int64_t)u / d, (int64_t)u % d);
	exit(0);
}
