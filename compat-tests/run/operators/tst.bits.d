/* Bitwise operators and shifts; a right shift keeps the sign of a signed type only. */
#pragma D option quiet

BEGIN
{
	a = 0xf0;
	printf("%x %x %x %x\n", a & 0x3c, a | 0x0f, a ^ 0xff, ~a & 0xfff);
	n = -16;
	u = (unsigned int)0xf0000000;
	printf("%d %x\n", n >> 2, u >> 28);
	s = 40;
	printf("%x\n", 1ull << s);
	printf("%d\n", (int)(1ull << s));
	a <<= 4;
	printf("%x ", a);
	a >>= 8;
	a |= 1;
	a ^= 3;
	a &= 6;
	printf("%x\n", a);
	exit(0);
}
