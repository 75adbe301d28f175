/* The parts of the probe, and its numbers. */
#pragma D option quiet

BEGIN
{
	printf("[%s] [%s] [%s] [%s]\n", probeprov, probemod, probefunc, probename);
	printf("%d %d\n", id, epid);
}

BEGIN
{
	printf("%d %d\n", id, epid);
	exit(0);
}

END
{
	printf("%s %d %d\n", probename, id, epid);
}
