/* Factors that are known only when the probe fires; zero is no factor. */
#pragma D option quiet

BEGIN
{
	n = 5;
	@sum = sum(100);
	normalize(@sum, n);
	printa("%@d ", @sum);
	normalize(@sum, n * 4);
	printa("%@d ", @sum);
	normalize(@sum, n - 5);
	printa("%@d ", @sum);
	denormalize(@sum);
	printa("%@d\n", @sum);
	exit(0);
}
