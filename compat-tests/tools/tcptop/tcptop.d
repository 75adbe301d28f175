#!/usr/sbin/dtrace -s
/*
 * tcptop: the TCP connections with the most bytes of data, and whose they are, every five seconds.
 * USAGE: dtrace --tool tcptop		until Ctrl-C
 *
 * Segments are sent and received in any thread: a connection is taken for that of the process which
 * first sends data.
 */
#pragma D option quiet

pid_t pids[uint16_t, uint16_t, string];
string names[uint16_t, uint16_t, string];

tcp:::send
/args[2]->ip_plength > args[4]->tcp_offset &&
    pids[args[3]->tcps_lport, args[3]->tcps_rport, args[3]->tcps_raddr] == 0/
{
	pids[args[3]->tcps_lport, args[3]->tcps_rport, args[3]->tcps_raddr] = pid;
	names[args[3]->tcps_lport, args[3]->tcps_rport, args[3]->tcps_raddr] = execname;
}

tcp:::send, tcp:::receive
/args[2]->ip_plength > args[4]->tcp_offset/
{
	this->pid = pids[args[3]->tcps_lport, args[3]->tcps_rport, args[3]->tcps_raddr];
	this->name = names[args[3]->tcps_lport, args[3]->tcps_rport, args[3]->tcps_raddr];
	@bytes[this->pid, this->pid ? this->name : "-", args[3]->tcps_laddr, args[3]->tcps_lport,
	    args[3]->tcps_raddr, args[3]->tcps_rport] =
	    sum(args[2]->ip_plength - args[4]->tcp_offset);
}

tick-5s, END
{
	printf("%Y, load %d.%02d\n", walltimestamp,
	    `hp_avenrun[0] / 65536, `hp_avenrun[0] % 65536 * 100 / 65536);
	printf("%6s %-16s %-15s %5s %-15s %5s %12s\n",
	    "PID", "COMM", "LOCAL", "PORT", "REMOTE", "PORT", "BYTES");
	trunc(@bytes, 20);
	printa("%6d %-16s %-15s %5d %-15s %5d %@12d\n", @bytes);
	trunc(@bytes);
}
