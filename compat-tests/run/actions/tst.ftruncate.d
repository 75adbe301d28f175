/* Everything that was written to the file so far is gone. */
#pragma D option quiet
#pragma D option destructive

BEGIN
{
	freopen("/tmp/dtrace-sample.%d", $pid);
	printf("this is lost\n");
	ftruncate();
	printf("this is kept\n");
	freopen("");
	system("cd /tmp; cat dtrace-sample.%d; rm dtrace-sample.%d", $pid, $pid);
	exit(0);
}
