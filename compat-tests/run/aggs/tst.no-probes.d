/*
 * Aggregations of a clause whose probes do not exist, and of ERROR where nothing faults, are empty.
 * @@nosort
 * @@runtest-opts: -Z
 */
#pragma D option quiet

nosuch:::probe
{
	@missing[execname, ustack(3)] = quantize(timestamp);
	@other[probefunc] = count();
}

ERROR
{
	@errors = count();
}

BEGIN
{
	@one["one"] = count();
	exit(0);
}

END
{
	normalize(@missing, 10);
	trunc(@missing, 3);
	clear(@errors);
	printa(@missing);
	printa("%s %@d %@d\n", @other, @one);
	printa(@errors);
}
