/*
 * A process descends from its parent, from dtrace, from init and, as DTrace has it, from itself.
 * @@trigger: /usr/bin/perl -e getppid()
 */
#pragma D option quiet

syscall::getppid:entry
/pid == $target/
{
	printf("%d%d%d ", !!progenyof(pid), !!progenyof(ppid), !!progenyof($pid));
	printf("%d\n", !!progenyof(pid + 100000));
	exit(0);
}
