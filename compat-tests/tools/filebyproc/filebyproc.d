#!/usr/sbin/dtrace -s
/*
 * filebyproc: which program opens which files, and how often.
 * USAGE: dtrace --tool filebyproc		until Ctrl-C
 */
#pragma D option quiet

syscall::open*:entry
/pid != $pid/
{
	self->path = arg0;
}

syscall::open*:return
/self->path/
{
	@[execname, copyinstr(self->path)] = count();
	self->path = 0;
}

END
{
	printf("%-16s %8s %s\n", "COMM", "OPENS", "PATH");
	printa("%-16s %@8d %s\n", @);
}
