/* Signed integers: width, precision and the flags 0, -, + and blank. A precision of 0 is none. */
#pragma D option quiet

BEGIN
{
	printf("%d|\n", 42);
	printf("%i|\n", -42);
	printf("%5d|\n", 42);
	printf("%-5d|\n", 42);
	printf("%05d|\n", 42);
	printf("%+d|\n", 42);
	printf("% d|\n", 42);
	printf("%+d|\n", -42);
	printf("% d|\n", -42);
	printf("%.4d|\n", 42);
	printf("%8.4d|\n", -42);
	printf("%-8.4d|\n", 42);
	printf("%+05d|\n", 42);
	printf("%05d|\n", -42);
	printf("%.0d|\n", 0);
	printf("%2d|\n", 12345);
	printf("%+.3d|\n", 7);
	printf("% 5d|\n", 42);
	printf("%-+5d|\n", 42);
	printf("%08.3d|\n", 5);
	exit(0);
}
