/* Network byte order. */
#pragma D option quiet

BEGIN
{
	printf("%x %x\n", htons(0x1234), ntohs(0x1234));
	printf("%x %x\n", htonl(0x12345678), ntohl(0x12345678));
	printf("%x %x\n", htonll(0x123456789abcdef0), ntohll(0x123456789abcdef0));
	printf("%x\n", ntohs(htons(0xbeef)));
	exit(0);
}
