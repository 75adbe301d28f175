#!/usr/sbin/dtrace -s
/*
 * tcpsnoop: TCP segments as they come and go, with the bytes of data in them, and whose they are.
 * USAGE: dtrace --tool tcpsnoop [port]		until Ctrl-C
 *
 * Segments are sent and received in any thread: a connection is taken for that of the process which
 * first sends data.
 */
#pragma D option quiet
#pragma D option defaultargs

pid_t pids[uint16_t, uint16_t, string];
string names[uint16_t, uint16_t, string];

BEGIN
{
	printf("%6s %-16s %-15s %5s %2s %-15s %5s %-6s %6s\n",
	    "PID", "COMM", "LOCAL", "PORT", "", "REMOTE", "PORT", "FLAGS", "BYTES");
}

tcp:::send
/args[2]->ip_plength > args[4]->tcp_offset &&
    pids[args[3]->tcps_lport, args[3]->tcps_rport, args[3]->tcps_raddr] == 0/
{
	pids[args[3]->tcps_lport, args[3]->tcps_rport, args[3]->tcps_raddr] = pid;
	names[args[3]->tcps_lport, args[3]->tcps_rport, args[3]->tcps_raddr] = execname;
}

tcp:::send, tcp:::receive
/$1 == 0 || args[3]->tcps_lport == $1 || args[3]->tcps_rport == $1/
{
	this->pid = pids[args[3]->tcps_lport, args[3]->tcps_rport, args[3]->tcps_raddr];
	this->name = names[args[3]->tcps_lport, args[3]->tcps_rport, args[3]->tcps_raddr];
	printf("%6d %-16s %-15s %5d %2s %-15s %5d %c%c%c%c%c%c %6d\n",
	    this->pid, this->pid ? this->name : "-",
	    args[3]->tcps_laddr, args[3]->tcps_lport, probename == "send" ? "->" : "<-",
	    args[3]->tcps_raddr, args[3]->tcps_rport,
	    args[4]->tcp_flags & TH_SYN ? 'S' : '.', args[4]->tcp_flags & TH_ACK ? 'A' : '.',
	    args[4]->tcp_flags & TH_PUSH ? 'P' : '.', args[4]->tcp_flags & TH_URG ? 'U' : '.',
	    args[4]->tcp_flags & TH_FIN ? 'F' : '.', args[4]->tcp_flags & TH_RST ? 'R' : '.',
	    args[2]->ip_plength - args[4]->tcp_offset);
}
