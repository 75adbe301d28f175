#!/usr/sbin/dtrace -s
/*
 * writebytes: bytes written, by program.
 * USAGE: dtrace --tool writebytes		until Ctrl-C
 */
#pragma D option quiet

sysinfo:::writech
/pid != $pid/
{
	@[execname] = sum(arg0);
}

END
{
	printf("%-16s %16s\n", "COMM", "BYTES WRITTEN");
	printa("%-16s %@16d\n", @);
}
