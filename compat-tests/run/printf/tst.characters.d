/* %c shows one character, with a width. */
#pragma D option quiet

BEGIN
{
	printf("%c|\n", 'a');
	printf("%3c|\n", 'b');
	printf("%-3c|\n", 'c');
	printf("%c%c|\n", 'o', 107);
	printf("%c|\n", (char)65);
	printf("%c|\n", 321);
	printf("%C|\n", 'z');
	printf("%C|\n", '\n');
	printf("%C|\n", 1);
	exit(0);
}
