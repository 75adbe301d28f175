/*
 * 120 records of eight bytes, and that of exit(): of these the newest ten fit into 80.
 * @@nosort
 */
#pragma D option quiet
#pragma D option bufpolicy=ring
#pragma D option bufsize=80

int n;

tick-5ms
/n < 120/
{
	printf("%d\n", n++);
}

tick-5ms
/n == 120/
{
	exit(0);
}
