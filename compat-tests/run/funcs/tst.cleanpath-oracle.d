/*
 * Oracle's cleanpath() takes slashes and dots at the end away too.
 * @@runtest-opts: -xdialect=oracle
 */
#pragma D option quiet

BEGIN
{
	printf("%s\n", cleanpath("/usr/./share//dict/../man/"));
	printf("%s\n", cleanpath("/dir/."));
	printf("%s\n", cleanpath("dir/.."));
	exit(0);
}
