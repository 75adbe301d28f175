/* %s: width, precision (0 is none), and the flag -. */
#pragma D option quiet

BEGIN
{
	printf("%s|\n", "plain");
	printf("%8s|\n", "right");
	printf("%-8s|\n", "left");
	printf("%.3s|\n", "cut off");
	printf("%8.3s|\n", "both");
	printf("%-8.3s|\n", "both");
	printf("%2s|\n", "longer");
	printf("%.0s|\n", "none");
	printf("%s|\n", "");
	printf("%s|\n", probename);
	printf("%s%s%s|\n", "a", "b", "c");
	exit(0);
}
