/* %p in hexadecimal; ? is the width of a pointer. */
#pragma D option quiet

BEGIN
{
	printf("%p|\n", 4096);
	printf("%p|\n", (void *)0xabcdef);
	printf("%20p|\n", (char *)255);
	printf("%-6p|\n", (char *)255);
	printf("%?x|\n", 255);
	printf("%0?x|\n", 255);
	printf("%-?x|\n", 255);
	printf("%?p|\n", 0x1234);
	printf("%?d|\n", -5);
	exit(0);
}
