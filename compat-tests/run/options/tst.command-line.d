/* Options by -x and letters, attached and apart; the command line comes before the pragma. */
#pragma D option quiet

/* @@runtest-opts: -xstrsize=6 -x aggsortkey -b 64k -xswitchrate=20hz */
BEGIN
{
	s = "0123456789";
	printf("%s\n", s);
	@["b"] = sum(1);
	@["a"] = sum(2);
	exit(0);
}
