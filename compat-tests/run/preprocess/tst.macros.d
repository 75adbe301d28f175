/*
 * Macros of all kinds, in expressions and in probe descriptions; comments that don't upset it.
 * @@runtest-opts: -C -DGREETING=execname -UNOTHING
 */
#pragma D option quiet
	#pragma D option strsize=64

#define RATE		100ms
#define SQUARE(x)	((x) * (x))
#define SHOW(what, ...)	\
	printf("%s: ", #what); printf(__VA_ARGS__)
#define VARIABLE(n)	counter_ ## n

/* It's not a `quote' that is open here. */
BEGIN
{
	VARIABLE(a) = SQUARE(2 + 1);
	SHOW(counter, "%d\n",
	    VARIABLE(a));
	printf("%d at line %d\n", GREETING == execname, __LINE__);	// it isn't RATE
}

tick-RATE
{
	printf("RATE\n");
	exit(0);
}
