/* Without a size, the type of the argument counts; with one, it must be right. */
#pragma D option quiet

BEGIN
{
	printf("%d|\n", (char)-3);
	printf("%d|\n", (short)-3);
	printf("%d|\n", 1ll << 40);
	printf("%d|\n", (unsigned char)200);
	printf("%hd|\n", (short)-7);
	printf("%hx|\n", (unsigned short)0xfffe);
	printf("%ld|\n", (long)-7);
	printf("%lld|\n", -7ll);
	printf("%lx|\n", (unsigned long)255);
	printf("%llu|\n", 7ull);
	printf("%lu|\n", (unsigned long)-1);
	exit(0);
}
