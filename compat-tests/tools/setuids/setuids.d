#!/usr/sbin/dtrace -s
/*
 * setuids: processes that become another user.
 * USAGE: dtrace --tool setuids		until Ctrl-C
 */
#pragma D option quiet

BEGIN
{
	printf("%6s %6s %6s %6s %-16s %s\n", "UID", "SUID", "PPID", "PID", "PCOMM", "ARGS");
}

syscall::setuid:entry
{
	self->uid = uid;
	self->suid = arg0;
	self->asked = 1;
}

syscall::setuid:return
/self->asked && errno == 0/
{
	printf("%6d %6d %6d %6d %-16s %s\n", self->uid, self->suid, ppid, pid,
	    curthread->t_procp->p_parent->p_user.u_comm, curpsinfo->pr_psargs);
}

syscall::setuid:return
{
	self->uid = 0;
	self->suid = 0;
	self->asked = 0;
}
