/*
 * An id is free again as soon as it is committed or discarded; what a second use holds is its own.
 * @@nosort
 */
#pragma D option quiet

BEGIN
{
	i = speculation();
	j = speculation();
	printf("%d %d\n", i, j);
}

BEGIN
{
	speculate(i);
	printf("first use\n");
}

BEGIN
{
	discard(i);
	i = speculation();
	printf("%d\n", i);
}

BEGIN
{
	speculate(i);
	printf("second use\n");
}

BEGIN
{
	commit(i);
}

BEGIN
{
	commit(i);
}

BEGIN
{
	speculate(i);
	printf("too late\n");
}

BEGIN
{
	exit(0);
}
