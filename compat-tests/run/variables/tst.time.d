/* Clocks run: one value of timestamp for a firing, later ones after it, and a date that is now. */
#pragma D option quiet

BEGIN
{
	a = timestamp;
	b = timestamp;
	v = vtimestamp;
	w = walltimestamp;
	printf("%d %d\n", a > 0, a == b);
	printf("%d\n", w > 1700000000000000000);
}

END
{
	printf("%d %d\n", timestamp > a, vtimestamp >= v);
	printf("%d\n", walltimestamp >= w);
}

tick-10ms
{
	exit(0);
}
