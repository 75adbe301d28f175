/* A tick that ends the run from a predicate of its own. */
#pragma D option quiet

tick-5ms
{
	n++;
}

tick-5ms
/n == 4/
{
	printf("%d\n", n);
	exit(0);
}
