#!/usr/sbin/dtrace -s
/*
 * fddist: which file descriptors each process reads and writes.
 * USAGE: dtrace --tool fddist [pid]		until Ctrl-C
 */
#pragma D option quiet
#pragma D option defaultargs

syscall::*read:entry, syscall::*readv:entry, syscall::*write:entry, syscall::*writev:entry
/pid != $pid && ($1 == 0 || pid == $1)/
{
	@[execname, pid] = lquantize((int)arg0, 0, 256, 1);
}

END
{
	printa("%s, process %d, calls by file descriptor%@d\n", @);
}
