#!/usr/sbin/dtrace -s
/*
 * rwbytype: bytes read and written, by process and by what kind of file it is.
 * USAGE: dtrace --tool rwbytype [pid]		until Ctrl-C
 */
#pragma D option quiet
#pragma D option defaultargs

BEGIN
{
	kind[VNON] = "other";
	kind[VREG] = "file";
	kind[VDIR] = "dir";
	kind[VBLK] = "block";
	kind[VCHR] = "char";
	kind[VFIFO] = "pipe";
	kind[VSOCK] = "socket";
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
/self->way != NULL && errno == 0/
{
	this->file = curthread->t_procp->p_user.u_finfo.fi_list[self->fd].uf_file;
	@[pid, execname, kind[this->file->f_vnode->v_type], self->way] = sum(arg0);
}

syscall::*read:return, syscall::*readv:return, syscall::*write:return, syscall::*writev:return
{
	self->way = 0;
	self->fd = 0;
}

END
{
	printf("%6s %-16s %-8s %1s %12s\n", "PID", "COMM", "TYPE", "D", "BYTES");
	printa("%6d %-16s %-8s %1s %@12d\n", @);
}
