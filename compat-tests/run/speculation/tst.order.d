/*
 * Records count from commit() on, in the order of the commits, each speculation's own in one piece.
 * @@nosort
 */
#pragma D option quiet
#pragma D option nspec=3

BEGIN
{
	a = speculation();
	b = speculation();
	c = speculation();
	printf("ids %d %d %d\n", a, b, c);
}

BEGIN
{
	speculate(a);
	printf("a, %s\n", "first");
}

BEGIN
{
	speculate(b);
	printf("b: %s\n", probename);
}

BEGIN
{
	speculate(a);
	printf("a, %s\n", "second");
}

BEGIN
{
	speculate(c);
	trace("c");
}

BEGIN
{
	printf("nothing so far\n");
}

BEGIN
{
	commit(b);
}

BEGIN
{
	printf("between\n");
	discard(c);
}

BEGIN
{
	commit(a);
}

BEGIN
{
	exit(0);
}
