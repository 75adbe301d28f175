/* Arguments within a probe description: as a rate, a provider and a whole name. */
#pragma D option quiet

/* @@runtest-opts: 20 dtrace BEGIN */
$2:::$3
{
	printf("%s\n", probename);
}

tick-$1
{
	printf("%s\n", probename);
	exit(0);
}
