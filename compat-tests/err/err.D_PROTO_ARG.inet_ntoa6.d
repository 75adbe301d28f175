/*
 * Oracle's inet_ntoa6() wants to know before the program runs whether to mark IPv4 addresses.
 * @@runtest-opts: -xdialect=oracle
 */
BEGIN
{
	n = 1;
	trace(inet_ntoa6((struct in6_addr *)0, n));
}
