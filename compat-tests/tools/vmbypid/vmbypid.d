#!/usr/sbin/dtrace -s
/*
 * vmbypid: what the system counts of its virtual memory, by process.
 * USAGE: dtrace --tool vmbypid		until Ctrl-C
 */
#pragma D option quiet

vminfo:::
/pid != $pid/
{
	@[pid, execname, probename] = sum(arg0);
}

END
{
	printf("%6s %-16s %-12s %10s\n", "PID", "COMM", "EVENT", "COUNT");
	printa("%6d %-16s %-12s %@10d\n", @);
}
