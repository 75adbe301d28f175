/*
 * Probes by their names alone, and by macros of the preprocessor and arguments in them.
 * @@runtest-opts: -C 10
 */
#pragma D option quiet
#define RATE 200hz

BEGIN
{
	printf("begun\n");
}

profile-RATE
{
	sampled = 1;
}

tick-$1ms
/sampled && !ticked/
{
	ticked = 1;
	exit(0);
}

END
{
	printf("ended %d\n", ticked);
}
