/* defaultargs: arguments that are missing are 0, or empty with $$. */
#pragma D option quiet

/* @@runtest-opts: 5 */
#pragma D option defaultargs

BEGIN
{
	printf("%d %d [%s] [%s]\n", $1, $2, $$2, $$1);
	exit(0);
}
