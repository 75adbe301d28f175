#!/usr/sbin/dtrace -s
/*
 * threaded: how the work of each process spreads over its threads, in samples every second.
 * USAGE: dtrace --tool threaded [pid]		until Ctrl-C
 */
#pragma D option quiet
#pragma D option defaultargs

/* Linux numbers threads as it does processes: they mostly come right after their own. */
profile-101
/pid != 0 && pid != $pid && ($1 == 0 || pid == $1)/
{
	@[execname, pid] = lquantize(tid - pid, 0, 128, 1);
}

tick-1s, END
{
	printf("%Y\n", walltimestamp);
	printa("%s, process %d, samples by thread%@d\n", @);
	trunc(@);
}
