#!/usr/sbin/dtrace -s
/*
 * cpudists: for how long programs, the kernel and the idle processor run before there is a switch.
 * USAGE: dtrace --tool cpudists		until Ctrl-C
 */
#pragma D option quiet

inline string who = pid == 0 ? "(idle)" :
	curlwpsinfo->pr_flag & PR_ISSYS ? "(kernel)" : execname;

sched:::on-cpu
{
	since[cpu] = timestamp;
}

sched:::off-cpu
/since[cpu]/
{
	@[who] = quantize(timestamp - since[cpu]);
}

END
{
	printa("%s, ns at a time%@d\n", @);
}
