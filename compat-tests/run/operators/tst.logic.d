/* Logical operators give 0 or 1; && and || leave out what does not matter, ^^ does not. */
#pragma D option quiet

BEGIN
{
	zero = 0;
	two = 2;
	n = 0;
	printf("%d %d %d %d\n", two && 3, two && zero, zero || two, zero || 0);
	printf("%d %d %d\n", two ^^ 3, two ^^ zero, zero ^^ 0);
	printf("%d %d %d\n", !two, !zero, !!two);
	zero && n++;
	two || n++;
	printf("%d\n", n);
	two && n++;
	zero || n++;
	printf("%d\n", n);
	two ^^ n++;
	printf("%d\n", n);
	exit(0);
}
