#!/usr/sbin/dtrace -s
/*
 * opensnoop: files as they are opened, by whom and with what result.
 * USAGE: dtrace --tool opensnoop [pid]		until Ctrl-C
 */
#pragma D option quiet
#pragma D option defaultargs

BEGIN
{
	printf("%6s %6s %-16s %4s %3s %s\n", "UID", "PID", "COMM", "FD", "ERR", "PATH");
}

/* Only the return is sure to find the path in memory: the call itself has read it then. */
syscall::open:entry
/pid != $pid && ($1 == 0 || pid == $1)/
{
	self->path = arg0;
}

syscall::open:return
/self->path/
{
	printf("%6d %6d %-16s %4d %3d %s\n", uid, pid, execname, arg0, errno, copyinstr(self->path));
	self->path = 0;
}
