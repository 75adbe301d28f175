/*
 * The first record fits, the second does not, a third that is smaller does again.
 * @@nosort
 */
#pragma D option quiet
#pragma D option specsize=24

BEGIN
{
	i = speculation();
}

BEGIN
{
	speculate(i);
	printf("%d\n", 1);
}

BEGIN
{
	speculate(i);
	printf("%d %d %d %d\n", 2, 2, 2, 2);
	n++;
}

BEGIN
{
	speculate(i);
	printf("%d %d\n", 3, n);
}

BEGIN
{
	commit(i);
}

BEGIN
{
	exit(0);
}
