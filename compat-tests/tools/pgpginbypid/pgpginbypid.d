#!/usr/sbin/dtrace -s
/*
 * pgpginbypid: pages that are read from disks, by process.
 * USAGE: dtrace --tool pgpginbypid		until Ctrl-C
 */
#pragma D option quiet

vminfo:::pgpgin
{
	@[pid, execname] = sum(arg0);
}

END
{
	printf("%6s %-16s %8s\n", "PID", "COMM", "PAGES");
	printa("%6d %-16s %@8d\n", @);
}
