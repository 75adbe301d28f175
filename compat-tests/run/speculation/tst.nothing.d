/*
 * A clause ends at speculate() if there is no such speculation; ids that nobody uses may be settled.
 * @@nosort
 */
#pragma D option quiet
#pragma D option nspec=2

BEGIN
{
	speculate(0);
	seen++;
}

BEGIN
{
	speculate(1);
	seen++;
}

BEGIN
{
	speculate(-1);
	seen++;
}

BEGIN
{
	speculate(65537);
	seen++;
}

BEGIN
{
	commit(0);
	discard(0);
	discard(2);
	commits++;
}

BEGIN
{
	printf("%d %d\n", seen, commits);
	exit(0);
}
