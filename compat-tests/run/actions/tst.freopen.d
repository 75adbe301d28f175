/*
 * Output goes to a file whose name is formatted, and back. What is no file is told, and changes nothing.
 * @@nosort
 */
#pragma D option quiet
#pragma D option destructive

BEGIN
{
	freopen("/tmp/dtrace-sample.%d.%s", $pid, "a");
	printf("to a\n");
	freopen("/tmp/dtrace-sample.%d.%s", $pid, "b");
	printf("to b\n");
	freopen("..");
	printf("still to b\n");
	freopen("");
	printf("and back\n");
	system("cd /tmp; cat dtrace-sample.%d.a dtrace-sample.%d.b", $pid, $pid);
	system("cd /tmp; rm dtrace-sample.%d.a dtrace-sample.%d.b", $pid, $pid);
	exit(0);
}
