/* A packet, and what it begins with. */
BEGIN
{
	pcap(NULL);
}
