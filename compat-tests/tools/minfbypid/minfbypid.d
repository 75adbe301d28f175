#!/usr/sbin/dtrace -s
/*
 * minfbypid: page faults that needed no disk, by process.
 * USAGE: dtrace --tool minfbypid		until Ctrl-C
 */
#pragma D option quiet

vminfo:::as_fault
{
	@[pid, execname] = sum(arg0);
}

END
{
	printf("%6s %-16s %8s\n", "PID", "COMM", "FAULTS");
	printa("%6d %-16s %@8d\n", @);
}
