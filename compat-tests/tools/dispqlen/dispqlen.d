#!/usr/sbin/dtrace -s
/*
 * dispqlen: how many threads wait for each processor, in samples.
 * USAGE: dtrace --tool dispqlen		until Ctrl-C
 */
#pragma D option quiet

profile-997
{
	@[cpu] = lquantize(curthread->t_cpu->cpu_disp->disp_nrunnable, 0, 64, 1);
}

END
{
	printa("processor %d, threads that wait%@d\n", @);
}
