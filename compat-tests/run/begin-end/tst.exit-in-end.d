/* exit() in END changes nothing but the status. */
#pragma D option quiet

BEGIN
{
	exit(0);
}

END
{
	printf("end\n");
	exit(0);
}
