/*
 * copyinstr() of an address that the process does not have.
 * @@nosort
 */
#pragma D option quiet

BEGIN
{
	printf("%s", copyinstr(8));
}

ERROR
{
	printf("%d %d\n", arg4, arg5);
	exit(0);
}
