/* In Oracle's D an index beyond an array is an error of its own. */
/* @@runtest-opts: -xdialect=oracle */
#pragma D option quiet

int a[4];
int m[2][3];

BEGIN
{
	i = 4;
	a[i] = 1;
}

BEGIN
{
	trace(m[1][i]);
}

BEGIN
{
	trace(((int *)a)[i] == 0);
	trace(m[1][2]);
}

ERROR
{
	printf("%d %d\n", arg4, arg5);
}

BEGIN
{
	exit(0);
}
