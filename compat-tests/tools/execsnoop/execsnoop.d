#!/usr/sbin/dtrace -s
/*
 * execsnoop: programs as they are started, with their arguments.
 * USAGE: dtrace --tool execsnoop		until Ctrl-C
 */
#pragma D option quiet

BEGIN
{
	printf("%6s %6s %6s %s\n", "UID", "PID", "PPID", "ARGS");
}

proc:::exec-success
{
	printf("%6d %6d %6d %s\n", uid, pid, ppid, curpsinfo->pr_psargs);
}
