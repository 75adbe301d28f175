#!/usr/sbin/dtrace -s
/*
 * readbytes: bytes read, by program.
 * USAGE: dtrace --tool readbytes		until Ctrl-C
 */
#pragma D option quiet

sysinfo:::readch
/pid != $pid/
{
	@[execname] = sum(arg0);
}

END
{
	printf("%-16s %16s\n", "COMM", "BYTES READ");
	printa("%-16s %@16d\n", @);
}
