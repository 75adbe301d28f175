/*
 * Nobody says what is in it.
 * @@runtest-opts: -xdialect=oracle
 */
struct secret;

BEGIN
{
	print((struct secret *)arg0);
}
