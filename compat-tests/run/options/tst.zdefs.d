/*
 * -Z: descriptions that match nothing are allowed.
 * @@runtest-opts: -Z
 */
nosuch:::probe, BEGIN
{
	printf("ok");
	exit(0);
}
