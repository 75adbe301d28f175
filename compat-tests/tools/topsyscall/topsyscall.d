#!/usr/sbin/dtrace -s
/*
 * topsyscall: the system calls that are made most, every second.
 * USAGE: dtrace --tool topsyscall [pid]		until Ctrl-C
 */
#pragma D option quiet
#pragma D option defaultargs

syscall:::entry
/pid != $pid && ($1 == 0 || pid == $1)/
{
	@[probefunc] = count();
}

tick-1s, END
{
	printf("%Y\n%-24s %10s\n", walltimestamp, "SYSCALL", "COUNT");
	trunc(@, 20);
	printa("%-24s %@10d\n", @);
	trunc(@);
}
