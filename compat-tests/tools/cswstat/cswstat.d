#!/usr/sbin/dtrace -s
/*
 * cswstat: switches between threads every second, and how many of them no thread asked for.
 * USAGE: dtrace --tool cswstat		until Ctrl-C
 *
 * A thread that goes on after the switch has been made to leave, or has given way.
 */
#pragma D option quiet

BEGIN
{
	printf("%-20s %10s %10s\n", "TIME", "SWITCHES", "PREEMPTED");
	@switches = sum(0);
	@preempted = sum(0);
}

sched:::off-cpu
{
	@switches = sum(1);
}

sched:::preempt
{
	@preempted = sum(1);
}

tick-1s, END
{
	printf("%-20Y ", walltimestamp);
	printa("%@10d %@10d\n", @switches, @preempted);
	clear(@switches);
	clear(@preempted);
}
