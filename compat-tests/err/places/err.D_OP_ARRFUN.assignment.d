/* Arrays are not assigned as a whole. */
int a[2], b[2];

BEGIN
{
	a = b;
	exit(0);
}
