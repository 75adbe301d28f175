/* Decimal, octal and hexadecimal constants, their suffixes, and the greatest of each size. */
#pragma D option quiet

BEGIN
{
	printf("%d %d %d %d\n", 10, 010, 0x10, 0XfF);
	printf("%d %d %d %d\n", 1u, 2L, 3ul, 4ull);
	printf("%d %d\n", 2147483647, 2147483648);
	printf("%d %d\n", 9223372036854775807, -9223372036854775807 - 1);
	printf("%u\n", 18446744073709551615u);
	printf("%x\n", 0xffffffffffffffff);
	exit(0);
}
