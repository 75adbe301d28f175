/* %u, %o, %x and %X, which show negative numbers by the size of their type. */
#pragma D option quiet

BEGIN
{
	printf("%u|\n", 42);
	printf("%u|\n", -1);
	printf("%u|\n", -1ll);
	printf("%u|\n", (char)-1);
	printf("%u|\n", (short)-1);
	printf("%o|\n", 8);
	printf("%o|\n", -1);
	printf("%x|\n", 255);
	printf("%X|\n", 48879);
	printf("%x|\n", -1);
	printf("%x|\n", (int64_t)-1);
	printf("%6x|\n", 255);
	printf("%-6x|\n", 255);
	printf("%06x|\n", 255);
	printf("%.5x|\n", 255);
	printf("%8.5X|\n", 255);
	exit(0);
}
