/* What cleanpath() folds, and what it leaves alone, as illumos does. */
#pragma D option quiet

BEGIN
{
	printf("%s\n", cleanpath("/usr/./share//dict/../man/"));
	printf("%s\n", cleanpath("/../.."));
	printf("%s\n", cleanpath("../a/./.b"));
	printf("%s\n", cleanpath("/dir/."));
	exit(0);
}
