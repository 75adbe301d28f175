#!/usr/sbin/dtrace -s
/*
 * cpuwalk: which processors each process runs on, in samples.
 * USAGE: dtrace --tool cpuwalk		until Ctrl-C
 */
#pragma D option quiet

profile-997
/pid != 0 && pid != $pid/
{
	@[pid, execname] = lquantize(cpu, 0, 128, 1);
}

END
{
	printa("process %d, %s, samples by processor%@d\n", @);
}
