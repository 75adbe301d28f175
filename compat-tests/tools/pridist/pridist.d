#!/usr/sbin/dtrace -s
/*
 * pridist: the priorities that each process runs at, in samples.
 * USAGE: dtrace --tool pridist		until Ctrl-C
 */
#pragma D option quiet

profile-997
/pid != 0 && pid != $pid/
{
	@[pid, execname] = lquantize(curlwpsinfo->pr_pri, 0, 170, 5);
}

END
{
	printa("process %d, %s, samples by priority%@d\n", @);
}
