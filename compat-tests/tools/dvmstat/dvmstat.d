#!/usr/sbin/dtrace -s
/*
 * dvmstat: page faults, paging and system calls of one process every second.
 * USAGE: dtrace --tool dvmstat [pid | -c command]	until Ctrl-C, or the command's end
 *
 * mf: page faults; maj: those that had to wait for a disk; cow: copies of what was shared; pi, po:
 * pages read from disks and written to them; sy: system calls.
 */
#pragma D option quiet
#pragma D option defaultargs

inline pid_t only = $1 + $target;

BEGIN
{
	printf("%8s %8s %8s %8s %8s %8s\n", "mf", "maj", "cow", "pi", "po", "sy");
	@faults = sum(0);
	@major = sum(0);
	@copies = sum(0);
	@in = sum(0);
	@out = sum(0);
	@calls = sum(0);
}

vminfo:::as_fault
/pid == only/
{
	@faults = sum(arg0);
}

vminfo:::maj_fault
/pid == only/
{
	@major = sum(arg0);
}

vminfo:::cow_fault
/pid == only/
{
	@copies = sum(arg0);
}

vminfo:::pgpgin
/pid == only/
{
	@in = sum(arg0);
}

vminfo:::pgpgout
/pid == only/
{
	@out = sum(arg0);
}

syscall:::entry
/pid == only/
{
	@calls = sum(1);
}

tick-1s, END
{
	printa("%@8d %@8d %@8d %@8d %@8d %@8d\n", @faults, @major, @copies, @in, @out, @calls);
	clear(@faults);
	clear(@major);
	clear(@copies);
	clear(@in);
	clear(@out);
	clear(@calls);
}
