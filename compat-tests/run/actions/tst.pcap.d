/* No packet is nothing to record, and no fault. */
#pragma D option quiet

BEGIN
{
	pcap(NULL, PCAP_IP);
	printf("after it\n");
	exit(0);
}

ERROR
{
	exit(1);
}
