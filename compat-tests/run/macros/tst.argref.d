/* argref: arguments that the script does not refer to are no error. */
#pragma D option quiet

/* @@runtest-opts: -xargref unused words */
BEGIN
{
	printf("ok\n");
	exit(0);
}
