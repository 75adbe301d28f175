/* A predicate looks at all 64 bits. */
#pragma D option quiet

BEGIN
/0x100000000/
{
	printf("high\n");
}

BEGIN
/big = 1ull << 63/
{
	printf("highest\n");
	exit(0);
}
