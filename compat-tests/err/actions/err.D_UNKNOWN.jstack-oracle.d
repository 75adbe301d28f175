/*
 * Oracle has no jstack().
 * @@runtest-opts: -xdialect=oracle
 */
BEGIN
{
	@[jstack()] = count();
}
