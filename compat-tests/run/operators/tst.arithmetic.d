/* Integer arithmetic, with division that truncates towards zero. */
#pragma D option quiet

BEGIN
{
	a = 17;
	b = 5;
	printf("%d %d %d %d %d\n", a + b, a - b, a * b, a / b, a % b);
	a = -17;
	printf("%d %d %d %d %d\n", a + b, a - b, a * b, a / b, a % b);
	b = -5;
	printf("%d %d %d\n", a / b, a % b, 17 / b);
	printf("%d %d\n", 17 % b, - -a);
	printf("%d %d\n", 2 + 3 * 4, (2 + 3) * 4);
	printf("%d\n", 100 - 10 - 1);
	exit(0);
}
