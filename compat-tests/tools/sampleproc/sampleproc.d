#!/usr/sbin/dtrace -s
/*
 * sampleproc: who uses the processors, in samples and in percent of all of them.
 * USAGE: dtrace --tool sampleproc		until Ctrl-C
 */
#pragma D option quiet

BEGIN
{
	start = timestamp;
}

profile-101
{
	@samples[pid, execname] = count();
	@percent[pid, execname] = sum(100);
}

END
{
	normalize(@percent, (timestamp - start) * 101 * `ncpus_online / 1000000000);
	printf("%6s %-16s %8s %8s\n", "PID", "COMM", "SAMPLES", "PERCENT");
	printa("%6d %-16s %@8d %@8d\n", @samples, @percent);
}
