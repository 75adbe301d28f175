#!/usr/sbin/dtrace -s
/*
 * shortlived: processes that lived for less than a second, by program: how many, and their CPU time.
 * USAGE: dtrace --tool shortlived		until Ctrl-C
 */
#pragma D option quiet

uint64_t burnt[pid_t];

proc:::start
{
	born[pid] = timestamp;
}

proc:::lwp-exit
/born[pid]/
{
	burnt[pid] += vtimestamp;
}

proc:::exit
/born[pid] && timestamp - born[pid] < 1000000000/
{
	@count[execname] = count();
	@cpu[execname] = sum(burnt[pid] / 1000);
}

proc:::exit
{
	born[pid] = 0;
	burnt[pid] = 0;
}

END
{
	printf("%-16s %8s %12s\n", "COMM", "COUNT", "CPU (us)");
	printa("%-16s %@8d %@12d\n", @count, @cpu);
}
