#!/usr/sbin/dtrace -s
/*
 * crash: a report on each process that gets a signal for a mistake of its own, such as SIGSEGV.
 * USAGE: dtrace --tool crash		until Ctrl-C
 */
#pragma D option quiet

proc:::signal-send
/args[1]->pr_pid == pid && (args[2] == SIGSEGV || args[2] == SIGBUS || args[2] == SIGILL ||
    args[2] == SIGFPE || args[2] == SIGABRT)/
{
	printf("%Y %s: signal %d\n", walltimestamp, execname, args[2]);
	printf("  process %d, thread %d, parent %d, user %d\n", pid, tid, ppid, uid);
	printf("  arguments: %s\n  directory: %s\n", curpsinfo->pr_psargs, cwd);
	printf("  stack:");
	ustack(20);
}
