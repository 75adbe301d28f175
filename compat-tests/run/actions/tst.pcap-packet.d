/*
 * A packet is dumped, or written to a capture file: of that the header, and of the record the lengths and the bytes.
 * @@runtest-opts: -xpcapsize=8
 */
#pragma D option quiet
#pragma D option destructive

BEGIN
{
	bytes = (char *)alloca(16);
	bcopy("0123456789abcdef", bytes, 16);
	skb = (struct sk_buff *)alloca(sizeof (struct sk_buff));
	skb->len = 12;
	skb->data_len = 2;
	skb->data = (unsigned char *)bytes;
	pcap(skb, PCAP_IP);
	freopen("/tmp/dtrace-sample.%d", $pid);
	pcap(skb, PCAP_IP);
	freopen("");
	system("cd /tmp; od -An -tx4 -N24 dtrace-sample.%d; od -An -tx4 -j32 dtrace-sample.%d", $pid, $pid);
	system("rm /tmp/dtrace-sample.%d", $pid);
	exit(0);
}
