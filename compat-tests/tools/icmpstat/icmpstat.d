#!/usr/sbin/dtrace -s
/*
 * icmpstat: ICMP messages every second, by type.
 * USAGE: dtrace --tool icmpstat		until Ctrl-C
 */
#pragma D option quiet

inline string type[int n] =
	n == 0 ? "echo reply" : n == 3 ? "unreachable" : n == 5 ? "redirect" : n == 8 ? "echo" :
	n == 11 ? "time exceeded" : n == 12 ? "wrong parameter" : lltostr(n);

ip:::send, ip:::receive
/args[4]->ipv4_protocol == IPPROTO_ICMP/
{
	@[type[*((uint8_t *)args[4]->ipv4_hdr + args[4]->ipv4_ihl)],
	    probename == "send" ? "out" : "in"] = count();
}

tick-1s, END
{
	printf("%Y\n", walltimestamp);
	printa("%-20s %-4s %@8d\n", @);
	trunc(@);
}
