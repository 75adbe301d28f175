#!/usr/sbin/dtrace -s
/*
 * sysbypid: the counters of the system that processes move, by process.
 * USAGE: dtrace --tool sysbypid		until Ctrl-C
 */
#pragma D option quiet

sysinfo:::
/pid != $pid/
{
	@[pid, execname, probename] = sum(arg0);
}

END
{
	printf("%6s %-16s %-16s %12s\n", "PID", "COMM", "COUNTER", "VALUE");
	printa("%6d %-16s %-16s %@12d\n", @);
}
