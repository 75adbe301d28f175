#!/usr/sbin/dtrace -s
/*
 * creatbyproc: which program opens which files to create them if need be.
 * USAGE: dtrace --tool creatbyproc		until Ctrl-C
 */
#pragma D option quiet

syscall::open:entry
/pid != $pid && arg1 & O_CREAT/
{
	self->creates = 1;
}

syscall::creat:entry
{
	self->creates = 1;
}

syscall::open:return, syscall::creat:return
/self->creates && errno == 0/
{
	printf("%-16s %s\n", execname, fds[arg0].fi_pathname);
}

syscall::open:return, syscall::creat:return
{
	self->creates = 0;
}
