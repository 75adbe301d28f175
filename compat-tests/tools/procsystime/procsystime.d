#!/usr/sbin/dtrace -s
/*
 * procsystime: how often system calls are made and how long they take, by call.
 * USAGE: dtrace --tool procsystime [pid | -c command]	until Ctrl-C, or the command's end
 */
#pragma D option quiet
#pragma D option defaultargs

inline pid_t only = $1 + $target;	/* 0: all processes but dtrace */

syscall:::entry
/only ? pid == only : pid != $pid/
{
	self->start = timestamp;
	self->onCpu = vtimestamp;
}

syscall:::return
/self->start/
{
	@count[probefunc] = count();
	@elapsed[probefunc] = sum(timestamp - self->start);
	@cpu[probefunc] = sum(vtimestamp - self->onCpu);
	self->start = 0;
	self->onCpu = 0;
}

END
{
	printf("%-24s %8s %16s %16s\n", "SYSCALL", "COUNT", "ELAPSED (ns)", "CPU (ns)");
	printa("%-24s %@8d %@16d %@16d\n", @count, @elapsed, @cpu);
}
