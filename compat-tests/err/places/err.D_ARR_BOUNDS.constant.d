/* @@runtest-opts: -xdialect=oracle */
/* In Oracle's D a constant index must lie inside of the array. */
int a[2][3];

BEGIN
{
	a[1][3] = 1;
	exit(0);
}
