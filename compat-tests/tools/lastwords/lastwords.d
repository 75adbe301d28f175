#!/usr/sbin/dtrace -s
/*
 * lastwords: the last system calls that a program made before it ended.
 * USAGE: dtrace --tool lastwords program		until it ends
 */
#pragma D option quiet
#pragma D option bufpolicy=ring
#pragma D option bufsize=16k

syscall:::return
/execname == $$1/
{
	printf("%d %6d %-24s %16x %3d\n", timestamp, pid, probefunc, arg0, errno);
}

proc:::exit
/execname == $$1/
{
	exit(0);
}
