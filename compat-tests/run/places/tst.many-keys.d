/* Ten keys are no problem. */
#pragma D option quiet

BEGIN
{
	x[1, 2, 3, 4, 5, 6, 7, 8, "nine", 10] = 11;
	printf("%d %d\n", x[1, 2, 3, 4, 5, 6, 7, 8, "nine", 10], x[1, 2, 3, 4, 5, 6, 7, 8, "nine", 11]);
	exit(0);
}
