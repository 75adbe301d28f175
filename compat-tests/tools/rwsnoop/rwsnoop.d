#!/usr/sbin/dtrace -s
/*
 * rwsnoop: reads and writes as they happen, with their files and sizes.
 * USAGE: dtrace --tool rwsnoop [pid]		until Ctrl-C
 */
#pragma D option quiet
#pragma D option defaultargs

BEGIN
{
	printf("%6s %6s %-16s %1s %8s %s\n", "UID", "PID", "COMM", "D", "BYTES", "FILE");
}

syscall::*read:entry, syscall::*readv:entry
/pid != $pid && ($1 == 0 || pid == $1)/
{
	self->way = "R";
	self->fd = arg0;
}

syscall::*write:entry, syscall::*writev:entry
/pid != $pid && ($1 == 0 || pid == $1)/
{
	self->way = "W";
	self->fd = arg0;
}

syscall::*read:return, syscall::*readv:return, syscall::*write:return, syscall::*writev:return
/self->way != NULL/
{
	printf("%6d %6d %-16s %1s %8d %s\n", uid, pid, execname, self->way, arg0,
	    fds[self->fd].fi_pathname);
	self->way = 0;
	self->fd = 0;
}
