/* Precedence as in C; ^^ lies between && and ||; a comma in parentheses. */
#pragma D option quiet

BEGIN
{
	one = 1;
	zero = 0;
	printf("%d ", one + 2 << 1);
	printf("%d ", 1 | 2 == 2);
	printf("%d ", one & 3 ^ 1 | 4);
	printf("%d\n", !zero + 1);
	printf("%d ", one || one ^^ one);
	printf("%d ", zero && zero ^^ one);
	printf("%d\n", -one - -one);
	x = (y = 2, y + 1);
	printf("%d\n", x);
	printf("%d\n", 10 > 5 > 1);
	printf("%d\n", 6 / 2 * 3 % 4);
	exit(0);
}
