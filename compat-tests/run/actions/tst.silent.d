/*
 * Actions that record nothing make no row.
 * @@runtest-opts: -w
 */
BEGIN
{
	chill(1);
}

BEGIN
{
	chill(1);
	trace("a row");
	exit(0);
}
