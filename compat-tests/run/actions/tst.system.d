/*
 * Commands run in order with the output, and see what it was formatted from.
 * @@runtest-opts: -w
 */
#pragma D option quiet

BEGIN
{
	printf("one\n");
	system("echo two %d %s", 2, probename);
	printf("three\n");
	system("printf 'four %%%%\\n' && exit 3");
	exit(0);
}
