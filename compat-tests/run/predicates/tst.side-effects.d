/* A predicate may change a variable, each time that it is looked at. */
#pragma D option quiet

BEGIN
/n++ == 0/
{
	printf("%d\n", n);
}

BEGIN
/n++ == 0/
{
	printf("never\n");
}

BEGIN
/(seen = n) == 2/
{
	printf("%d %d\n", n, seen);
	exit(0);
}
