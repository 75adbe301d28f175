/* # puts 0 before an octal number and 0X before a hexadecimal one that is not zero. */
#pragma D option quiet

BEGIN
{
	printf("%#o|\n", 8);
	printf("%#o|\n", 0);
	printf("%#X|\n", 255);
	printf("%#X|\n", 0);
	printf("%#8X|\n", 255);
	printf("%-#8X|\n", 255);
	printf("%#08X|\n", 255);
	printf("%#d|\n", 8);
	printf("%#x|\n", 254);
	exit(0);
}
