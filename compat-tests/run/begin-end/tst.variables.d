/* END sees what BEGIN and other probes have stored. */
#pragma D option quiet

BEGIN
{
	total = 1;
}

tick-10ms
{
	total += 10;
	exit(0);
}

END
{
	printf("%d\n", total >= 11);
}
