#!/usr/sbin/dtrace -s
/*
 * connections: TCP connections as programs here accept them: by whom, at which port and from where.
 * USAGE: dtrace --tool connections		until Ctrl-C
 */
#pragma D option quiet

BEGIN
{
	printf("%6s %6s %-16s %5s %s\n", "UID", "PID", "COMM", "PORT", "FROM");
}

syscall::accept:return, syscall::accept4:return
/(int)arg0 >= 0/
{
	this->file = curthread->files->fdt->fd[arg0];
	this->sock = ((struct socket *)this->file->private_data)->sk;
}

syscall::accept:return, syscall::accept4:return
/(int)arg0 >= 0 && this->sock->sk_protocol == IPPROTO_TCP/
{
	printf("%6d %6d %-16s %5d %s\n", uid, pid, execname, this->sock->__sk_common.skc_num,
	    this->sock->__sk_common.skc_family == AF_INET6 ?
	    inet_ntoa6(&this->sock->__sk_common.skc_v6_daddr) :
	    inet_ntoa(&this->sock->__sk_common.skc_daddr));
}
