#!/usr/sbin/dtrace -s
/*
 * iotop: the processes that read most from disks and write most to them, every five seconds.
 * USAGE: dtrace --tool iotop		until Ctrl-C
 */
#pragma D option quiet

io:::start
{
	@bytes[uid, pid, ppid, execname, args[1]->dev_statname,
	    args[0]->b_flags & B_READ ? "R" : "W"] = sum(args[0]->b_bcount);
}

tick-5s, END
{
	printf("%Y, load %d.%02d\n", walltimestamp,
	    `hp_avenrun[0] / 65536, `hp_avenrun[0] % 65536 * 100 / 65536);
	printf("%6s %6s %6s %-16s %-8s %1s %12s\n",
	    "UID", "PID", "PPID", "COMM", "DEVICE", "D", "BYTES");
	trunc(@bytes, 20);
	printa("%6d %6d %6d %-16s %-8s %1s %@12d\n", @bytes);
	trunc(@bytes);
}
