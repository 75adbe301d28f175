/* printa() takes aggregations. */
BEGIN
{
	printa("%d", pid);
}
