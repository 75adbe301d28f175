#!/usr/sbin/dtrace -s
/*
 * rwbypid: calls that read and that write, by process.
 * USAGE: dtrace --tool rwbypid		until Ctrl-C
 */
#pragma D option quiet

syscall::*read:entry, syscall::*readv:entry
/pid != $pid/
{
	@[pid, execname, "R"] = count();
}

syscall::*write:entry, syscall::*writev:entry
/pid != $pid/
{
	@[pid, execname, "W"] = count();
}

END
{
	printf("%6s %-16s %1s %8s\n", "PID", "COMM", "D", "COUNT");
	printa("%6d %-16s %1s %@8d\n", @);
}
