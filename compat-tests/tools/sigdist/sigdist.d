#!/usr/sbin/dtrace -s
/*
 * sigdist: signals by sender, receiver and number.
 * USAGE: dtrace --tool sigdist		until Ctrl-C
 */
#pragma D option quiet

proc:::signal-send
{
	@[execname, args[1]->pr_fname, args[2]] = count();
}

END
{
	printf("%-16s %-16s %6s %8s\n", "SENDER", "RECEIVER", "SIGNAL", "COUNT");
	printa("%-16s %-16s %6d %@8d\n", @);
}
