#!/usr/sbin/dtrace -s
/*
 * newproc: the time and the command line of each program that is started.
 * USAGE: dtrace --tool newproc		until Ctrl-C
 */
#pragma D option quiet

proc:::exec-success
{
	printf("%Y %s\n", walltimestamp, curpsinfo->pr_psargs);
}
