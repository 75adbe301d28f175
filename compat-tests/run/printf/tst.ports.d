/* %P is a port by the name of its service, %I an internet address (illumos). */
#pragma D option quiet

BEGIN
{
	printf("%P|\n", (uint16_t)65432);
	printf("%I|\n", htonl(0x7f000001));
	printf("%16I|\n", htonl(0xc0a80a01));
	exit(0);
}
