#!/usr/sbin/dtrace -s
/*
 * tcpstat: TCP segments and bytes of data every second, out, out once more, and in.
 * USAGE: dtrace --tool tcpstat		until Ctrl-C
 */
#pragma D option quiet

BEGIN
{
	printf("%8s %12s %8s %12s %8s %12s\n",
	    "OUT", "BYTES", "AGAIN", "BYTES", "IN", "BYTES");
	@out = sum(0);
	@outBytes = sum(0);
	@again = sum(0);
	@againBytes = sum(0);
	@in = sum(0);
	@inBytes = sum(0);
}

tcp:::send, tcp:::receive
{
	this->bytes = args[2]->ip_plength - args[4]->tcp_offset;
}

tcp:::send
{
	@out = sum(1);
	@outBytes = sum(this->bytes);
}

tcp:::send
/args[3]->tcps_retransmit/
{
	@again = sum(1);
	@againBytes = sum(this->bytes);
}

tcp:::receive
{
	@in = sum(1);
	@inBytes = sum(this->bytes);
}

tick-1s, END
{
	printa("%@8d %@12d %@8d %@12d %@8d %@12d\n",
	    @out, @outBytes, @again, @againBytes, @in, @inBytes);
	clear(@out);
	clear(@outBytes);
	clear(@again);
	clear(@againBytes);
	clear(@in);
	clear(@inBytes);
}
