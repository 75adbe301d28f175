/* if and else, nested, with and without braces, and what stands behind them. */
#pragma D option quiet

BEGIN
{
	n = 5;
	if (n == 5)
		printf("five\n");
	else
		printf("never\n");
	if (n > 9) {
		printf("never\n");
	} else if (n > 4) {
		m = n * 2;
		if (m == 10) {
			printf("ten\n");
		} else {
			printf("never\n");
		}
	} else {
		printf("never\n");
	}
	if (n == 1)
		;
	else
		printf("else\n");
	printf("after %d\n", m);
	exit(0);
}
