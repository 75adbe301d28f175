#!/usr/sbin/dtrace -s
/*
 * lockbyproc: for how long programs have waited for locks of the kernel.
 * USAGE: dtrace --tool lockbyproc		until Ctrl-C
 */
#pragma D option quiet

lockstat:::adaptive-block, lockstat:::rw-block
{
	@[execname] = sum(arg1);
}

END
{
	printf("%-16s %16s\n", "COMM", "WAITED (ns)");
	printa("%-16s %@16d\n", @);
}
