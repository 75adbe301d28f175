/* %@ with flags, width, precision and every integer conversion; the key fills the other conversions. */
#pragma D option quiet

BEGIN
{
	@["key", 7] = sum(42);
	printa("%s %d %@d|\n", @);
	printa("%@d %s|\n", @);
	printa("%5s %-4d %@8d|\n", @);
	printa("%@-8d|%@08d|%@+d|\n", @);
	printa("%@x %@X %@o %@u %@i|\n", @);
	printa("%@d %@d %s|\n", @);
	printa("just text\n", @);
	printa("%8@d %-8@d|\n", @);
	printa("%@.5d %s\n", @);
	exit(0);
}
