/*
 * What is committed comes in at the time of commit(); the rest has no place in the ring.
 * @@nosort
 */
#pragma D option quiet
#pragma D option bufpolicy=ring
#pragma D option bufsize=16
#pragma D option nspec=2

BEGIN
{
	a = speculation();
	b = speculation();
}

BEGIN
{
	speculate(a);
	printf("committed\n");
}

BEGIN
{
	speculate(b);
	printf("never\n");
}

BEGIN
{
	printf("old\n");
}

BEGIN
{
	printf("%d\n", 1);
}

BEGIN
{
	commit(a);
}

BEGIN
{
	exit(0);
}
