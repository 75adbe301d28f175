#!/usr/sbin/dtrace -s
/*
 * iofileb: bytes between disks and files, by process and file.
 * USAGE: dtrace --tool iofileb		until Ctrl-C
 */
#pragma D option quiet

io:::start
{
	@[pid, execname, args[2]->fi_pathname] = sum(args[0]->b_bcount);
}

END
{
	printf("%6s %-16s %12s %s\n", "PID", "COMM", "BYTES", "FILE");
	printa("%6d %-16s %@12d %s\n", @);
}
