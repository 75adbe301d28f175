#!/usr/sbin/dtrace -s
/*
 * priclass: the priorities of the threads that run, by scheduling class, in samples.
 * USAGE: dtrace --tool priclass		until Ctrl-C
 */
#pragma D option quiet

profile-997
/pid != 0/
{
	@[curlwpsinfo->pr_clname] = lquantize(curlwpsinfo->pr_pri, 0, 170, 10);
}

END
{
	printa("class %s, samples by priority%@d\n", @);
}
