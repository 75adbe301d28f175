#!/usr/sbin/dtrace -s
/*
 * kill: signals that processes send with kill(2), to whom, and with what result.
 * USAGE: dtrace --tool kill		until Ctrl-C
 */
#pragma D option quiet

BEGIN
{
	printf("%6s %-16s %6s %8s %6s %3s\n", "FROM", "COMM", "SIGNAL", "TO", "RESULT", "ERR");
}

syscall::kill:entry
{
	self->to = (int)arg0;
	self->signal = (int)arg1;
}

syscall::kill:return
{
	printf("%6d %-16s %6d %8d %6d %3d\n", pid, execname, self->signal, self->to, (int)arg0,
	    errno);
	self->to = 0;
	self->signal = 0;
}
