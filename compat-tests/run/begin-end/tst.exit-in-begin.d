/* exit() in BEGIN: the rest of its clause runs, and END; no later clause of BEGIN, and no other probe. */
#pragma D option quiet

BEGIN
{
	exit(0);
	printf("same clause\n");
}

BEGIN
{
	printf("next clause\n");
}

tick-1ms
{
	printf("never\n");
}

END
{
	printf("end\n");
}
