#!/usr/sbin/dtrace -s
/*
 * rwtop: the processes that read and write the most bytes, every five seconds.
 * USAGE: dtrace --tool rwtop		until Ctrl-C
 */
#pragma D option quiet

sysinfo:::readch, sysinfo:::writech
/pid != $pid/
{
	@bytes[uid, pid, ppid, execname, probename == "readch" ? "R" : "W"] = sum(arg0);
}

tick-5s, END
{
	printf("%Y\n%6s %6s %6s %-16s %1s %12s\n", walltimestamp,
	    "UID", "PID", "PPID", "COMM", "D", "BYTES");
	trunc(@bytes, 20);
	printa("%6d %6d %6d %-16s %1s %@12d\n", @bytes);
	trunc(@bytes);
}
