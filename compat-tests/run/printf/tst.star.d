/* Width and precision from arguments; a negative width is the flag -. */
#pragma D option quiet

BEGIN
{
	printf("%*d|\n", 6, 42);
	printf("%*d|\n", -6, 42);
	printf("%.*d|\n", 4, 42);
	printf("%*.*d|\n", 7, 3, 5);
	printf("%-*d|\n", 4, 7);
	printf("%*s|\n", 5, "ab");
	printf("%.*s|\n", 2, "abcdef");
	printf("%*.*s|\n", -4, 1, "xyz");
	printf("%d %*d %d|\n", 1, 3, 2, 4);
	exit(0);
}
