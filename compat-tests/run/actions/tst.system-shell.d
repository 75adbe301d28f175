/*
 * The first that is seen of a command's process is what the shell does; its text is bytes, and a pipe
 * that breaks is no error.
 * @@runtest-opts: -w
 */
#pragma D option quiet

syscall::write:entry
/ppid == $pid && execname == "dtrace"/
{
	printf("a write before the shell\n");
}

BEGIN
{
	system("printf '\351' | od -An -tx1; yes | head -n 1");
}

tick-200ms
{
	exit(0);
}
