#!/usr/sbin/dtrace -s
/*
 * syscallbypid: system calls by process and call.
 * USAGE: dtrace --tool syscallbypid		until Ctrl-C
 */
#pragma D option quiet

syscall:::entry
/pid != $pid/
{
	@[pid, execname, probefunc] = count();
}

END
{
	printf("%6s %-16s %-24s %8s\n", "PID", "COMM", "SYSCALL", "COUNT");
	printa("%6d %-16s %-24s %@8d\n", @);
}
