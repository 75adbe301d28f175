/* basename and dirname, as their commands have it. */
#pragma D option quiet

BEGIN
{
	printf("%s %s\n", basename("/usr/lib/x.so"), dirname("/usr/lib/x.so"));
	printf("%s %s\n", basename("/usr/lib/"), dirname("/usr/lib/"));
	printf("%s %s\n", basename("plain"), dirname("plain"));
	printf("%s %s\n", basename("/"), dirname("/"));
	printf("%s %s\n", basename("//a//"), dirname("a//b"));
	printf("%s %s\n", basename("/a"), dirname("/a"));
	exit(0);
}
