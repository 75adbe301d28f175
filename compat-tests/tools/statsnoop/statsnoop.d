#!/usr/sbin/dtrace -s
/*
 * statsnoop: who asks for the attributes of which file.
 * USAGE: dtrace --tool statsnoop [pid]		until Ctrl-C
 */
#pragma D option quiet
#pragma D option defaultargs

BEGIN
{
	printf("%6s %6s %-16s %-5s %3s %s\n", "UID", "PID", "COMM", "CALL", "ERR", "PATH");
}

syscall::stat:entry, syscall::lstat:entry
/pid != $pid && ($1 == 0 || pid == $1)/
{
	self->path = arg0;
}

syscall::stat:return, syscall::lstat:return
/self->path/
{
	printf("%6d %6d %-16s %-5s %3d %s\n", uid, pid, execname, probefunc, errno,
	    copyinstr(self->path));
	self->path = 0;
}

syscall::fstat:entry
/pid != $pid && ($1 == 0 || pid == $1)/
{
	self->file = fds[arg0].fi_pathname;
}

syscall::fstat:return
/self->file != NULL/
{
	printf("%6d %6d %-16s %-5s %3d %s\n", uid, pid, execname, probefunc, errno, self->file);
	self->file = 0;
}
