#!/usr/sbin/dtrace -s
/*
 * errinfo: system calls that fail, by program, call and error.
 * USAGE: dtrace --tool errinfo [pid]		until Ctrl-C
 */
#pragma D option quiet
#pragma D option defaultargs

BEGIN
{
	printf("%-16s %-16s %5s %8s\n", "EXEC", "SYSCALL", "ERR", "COUNT");
}

syscall:::return
/errno != 0 && pid != $pid && ($1 == 0 || pid == $1)/
{
	@[execname, probefunc, errno] = count();
}

END
{
	printa("%-16s %-16s %5d %@8d\n", @);
}
