/* normalize() divides what is shown, truncating; denormalize() undoes it. */
#pragma D option quiet

BEGIN
{
	@a["x"] = sum(1000);
	@a["y"] = sum(-199);
	@m = avg(50);
	normalize(@a, 100);
	normalize(@m, 7);
	printa("%s %@d\n", @a);
	printa("%@d\n", @m);
	denormalize(@a);
	printa("%s %@d\n", @a);
	normalize(@a, 3);
	exit(0);
}

END
{
	printa("%s %@d\n", @a);
}
