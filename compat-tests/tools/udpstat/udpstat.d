#!/usr/sbin/dtrace -s
/*
 * udpstat: UDP datagrams and the bytes of data in them every second, out and in.
 * USAGE: dtrace --tool udpstat		until Ctrl-C
 */
#pragma D option quiet

BEGIN
{
	printf("%8s %12s %8s %12s\n", "OUT", "BYTES", "IN", "BYTES");
	@out = sum(0);
	@outBytes = sum(0);
	@in = sum(0);
	@inBytes = sum(0);
}

udp:::send, udp:::receive
{
	this->bytes = args[4]->udp_length - 8;	/* without the header */
}

udp:::send
{
	@out = sum(1);
	@outBytes = sum(this->bytes);
}

udp:::receive
{
	@in = sum(1);
	@inBytes = sum(this->bytes);
}

tick-1s, END
{
	printa("%@8d %@12d %@8d %@12d\n", @out, @outBytes, @in, @inBytes);
	clear(@out);
	clear(@outBytes);
	clear(@in);
	clear(@inBytes);
}
