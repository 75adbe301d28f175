#!/usr/sbin/dtrace -s
/*
 * sar-c: system calls every second: all, those that read, write, fork and exec, and bytes both ways.
 * USAGE: dtrace --tool sar-c [pid]		until Ctrl-C
 */
#pragma D option quiet
#pragma D option defaultargs

BEGIN
{
	printf("%-20s %8s %8s %8s %6s %6s %12s %12s\n", "TIME",
	    "CALLS", "READS", "WRITES", "FORKS", "EXECS", "BYTES READ", "WRITTEN");
	@calls = sum(0);
	@reads = sum(0);
	@writes = sum(0);
	@forks = sum(0);
	@execs = sum(0);
	@in = sum(0);
	@out = sum(0);
}

syscall:::entry
/$1 == 0 || pid == $1/
{
	@calls = sum(1);
}

sysinfo:::sysread
/$1 == 0 || pid == $1/
{
	@reads = sum(arg0);
}

sysinfo:::syswrite
/$1 == 0 || pid == $1/
{
	@writes = sum(arg0);
}

sysinfo:::sysfork, sysinfo:::sysvfork
/$1 == 0 || pid == $1/
{
	@forks = sum(arg0);
}

sysinfo:::sysexec
/$1 == 0 || pid == $1/
{
	@execs = sum(arg0);
}

sysinfo:::readch
/$1 == 0 || pid == $1/
{
	@in = sum(arg0);
}

sysinfo:::writech
/$1 == 0 || pid == $1/
{
	@out = sum(arg0);
}

tick-1s, END
{
	printf("%-20Y ", walltimestamp);
	printa("%@8d %@8d %@8d %@6d %@6d %@12d %@12d\n",
	    @calls, @reads, @writes, @forks, @execs, @in, @out);
	clear(@calls);
	clear(@reads);
	clear(@writes);
	clear(@forks);
	clear(@execs);
	clear(@in);
	clear(@out);
}
