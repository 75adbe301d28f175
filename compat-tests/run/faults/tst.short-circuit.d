/*
 * No fault in what is not evaluated; what happened before a fault has happened.
 * @@nosort
 */
#pragma D option quiet

BEGIN
{
	zero = 0;
	x = zero && 1 / zero;
	y = zero ? 1 / zero : 2;
	done = 1;
	@ = count();
	printf("%d", 1 / zero);
	done = 2;
}

BEGIN
{
	printf("%d %d %d\n", x, y, done);
	exit(0);
}
