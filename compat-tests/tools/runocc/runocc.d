#!/usr/sbin/dtrace -s
/*
 * runocc: for how much of each second there were threads that waited for a processor.
 * USAGE: dtrace --tool runocc		until Ctrl-C
 */
#pragma D option quiet

profile-997
{
	@[cpu] = avg(curthread->t_cpu->cpu_disp->disp_nrunnable > 0 ? 100 : 0);
}

tick-1s, END
{
	printf("%Y\n%4s %8s\n", walltimestamp, "CPU", "WAITING");
	printa("%4d %@7d%%\n", @);
	trunc(@);
}
