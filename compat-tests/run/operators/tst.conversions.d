/* Casts cut off and extend by sign; the usual conversions join operands. */
#pragma D option quiet

BEGIN
{
	v = 0x1234567890;
	printf("%x %x %x\n", (uint32_t)v, (uint16_t)v, (uint8_t)v);
	printf("%d %d %d\n", (int)v, (short)v, (char)v);
	printf("%d %u\n", (int8_t)-1, (uint8_t)-1);
	printf("%d %d %d\n", sizeof (char), sizeof (short), sizeof (long long));
	printf("%d %d\n", sizeof ((char)1 + 1), sizeof (1 + 1ll));
	c = (unsigned char)250;
	printf("%d\n", c + 10);
	printf("%u\n", (unsigned int)-1);
	exit(0);
}
