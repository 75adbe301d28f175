/* Increments and decrements before and after, and compound assignment with its value. */
#pragma D option quiet

BEGIN
{
	i = 5;
	printf("%d ", i++);
	printf("%d ", i);
	printf("%d ", ++i);
	printf("%d ", i--);
	printf("%d\n", --i);
	x = (y = 3) + 1;
	printf("%d %d\n", x, y);
	x += y;
	x *= 2;
	x -= 4;
	x /= 3;
	printf("%d ", x);
	x %= 2;
	printf("%d\n", x);
	a[1]++;
	a[1] += 4;
	printf("%d\n", a[1]);
	exit(0);
}
