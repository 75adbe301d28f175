#!/usr/sbin/dtrace -s
/*
 * syscallbyproc: system calls by program.
 * USAGE: dtrace --tool syscallbyproc		until Ctrl-C
 */
#pragma D option quiet

syscall:::entry
/pid != $pid/
{
	@[execname] = count();
}

END
{
	printf("%-16s %8s\n", "COMM", "SYSCALLS");
	printa("%-16s %@8d\n", @);
}
