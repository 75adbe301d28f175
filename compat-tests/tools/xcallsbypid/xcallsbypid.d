#!/usr/sbin/dtrace -s
/*
 * xcallsbypid: interrupts that processors send each other, by the process that causes them.
 * USAGE: dtrace --tool xcallsbypid		until Ctrl-C
 */
#pragma D option quiet

/* So small a table is allocated at once. One that grows causes such interrupts itself. */
#pragma D option aggsize=256k

sysinfo:::xcalls
{
	@[pid, execname] = sum(arg0);
}

END
{
	printf("%6s %-16s %8s\n", "PID", "COMM", "XCALLS");
	printa("%6d %-16s %@8d\n", @);
}
