/* Of several exit() in BEGIN and END, the last one counts. */
#pragma D option quiet

BEGIN
{
	exit(0);
}

END
{
	exit(1);
}
