/*
 * speculate() alone is the default action: a row; with other statements it is none.
 * @@nosort
 */
BEGIN
{
	i = speculation();
}

BEGIN
{
	speculate(i);
}

BEGIN
{
	speculate(i);
	n++;
}

BEGIN
{
	commit(i);
}

tick-10ms
{
	printf("%d", n);
	exit(0);
}
