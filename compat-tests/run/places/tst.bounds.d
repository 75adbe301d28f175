/* An index beyond an array is a bad address, a constant one no less. */
#pragma D option quiet

int a[4];
self int t[4];

BEGIN
{
	i = 4;
	a[i] = 1;
}

BEGIN
{
	a[-1]++;
}

BEGIN
{
	trace(self->t[i]);
}

BEGIN
{
	s = "abc";
	trace(s[i * 1000]);
}

ERROR
{
	printf("%d %d\n", arg4, arg5);
}

END
{
	printf("%d\n", a[3]);
}

BEGIN
{
	exit(0);
}
