/*
 * What is printed is written by $pid, and system() is a shell that is its child: scripts look for both.
 */
#pragma D option quiet
#pragma D option destructive
#pragma D option switchrate=20hz

syscall::write:entry
/pid == $pid && arg0 == 1/
{
	written = 1;
}

syscall::exece:return
/ppid == $pid && execname == "sh"/
{
	started = 1;
}

BEGIN
{
	printf("hello\n");
	system("true");
}

tick-50ms
/written && started/
{
	printf("%d %d\n", written, started);
	exit(0);
}
