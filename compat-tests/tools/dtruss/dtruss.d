#!/usr/sbin/dtrace -s
/*
 * dtruss: the system calls of a process, with arguments, result and time.
 * USAGE: dtrace --tool dtruss -p pid | -c command
 */
#pragma D option quiet
#pragma D option switchrate=10hz

BEGIN
{
	printf("%6s/%-6s %8s  %s\n", "PID", "TID", "TIME(us)", "SYSCALL(args) = result errno");
}

syscall:::entry
/pid == $target/
{
	self->start = timestamp;
	self->first = arg0;
	self->second = arg1;
	self->third = arg2;
}

/* These have a path in front, if one leaves out the directory where it begins. */
syscall::open:entry, syscall::stat:entry, syscall::lstat:entry, syscall::access:entry,
syscall::readlink:entry, syscall::unlink:entry, syscall::mkdir:entry, syscall::chdir:entry
/pid == $target/
{
	self->path = arg0;
	self->second = arg1;
	self->third = arg2;
}

syscall:::return
/self->start && self->path/
{
	printf("%6d/%-6d %8d  %s(\"%S\", 0x%x, 0x%x) = %d %d\n", pid, tid,
	    (timestamp - self->start) / 1000, probefunc, copyinstr(self->path),
	    self->second, self->third, arg0, errno);
}

syscall:::return
/self->start && !self->path/
{
	printf("%6d/%-6d %8d  %s(0x%x, 0x%x, 0x%x) = %d %d\n", pid, tid,
	    (timestamp - self->start) / 1000, probefunc, self->first,
	    self->second, self->third, arg0, errno);
}

syscall:::return
{
	self->start = 0;
	self->path = 0;
	self->first = 0;
	self->second = 0;
	self->third = 0;
}
