/* What is open at the end is lost without a word, and exit() ends everything as ever. */
#pragma D option quiet

BEGIN
{
	i = speculation();
}

BEGIN
{
	speculate(i);
	printf("never seen\n");
}

BEGIN
{
	discard(0);
	exit(0);
}

END
{
	speculate(i);
	printf("nor this\n");
}

END
{
	printf("end\n");
}
