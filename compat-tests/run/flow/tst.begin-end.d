/*
 * -F: what is neither entry nor return has a bar.
 * @@nosort
 * @@runtest-opts: -F
 */
BEGIN
{
	trace(1);
}

BEGIN
{
	exit(0);
}
