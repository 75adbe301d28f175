/* Every function that walks through a string, many times, where strings may be long: what may_goto is for. */
#pragma D option quiet
#pragma D option strsize=4096

string s;
string path;

syscall::acct:entry
{
	s = copyinstr(arg0);
	path = copyinstr(arg0);
}

BEGIN
{
	s = "one two three four five six seven eight nine ten";
	printf("%s.", strtok(s, " "));
	printf("%s.", strtok(NULL, " "));
	printf("%s.", strtok(NULL, " "));
	printf("%s.", strtok(NULL, " "));
	printf("%s.", strtok(NULL, " "));
	printf("%s.", strtok(NULL, " "));
	printf("%s.", strtok(NULL, " "));
	printf("%s.", strtok(NULL, " "));
	printf("%s.", strtok(NULL, " "));
	printf("%s\n", strtok(NULL, " "));
}

BEGIN
{
	s = "{\"a\": [1, {\"b\": \"yes\"}], \"c\": 2}";
	path = "a[1].b";
	printf("%s ", json(s, path));
	path = "c";
	printf("%s ", json(s, path));
	path = "a[0]";
	printf("%s %s\n", json(s, path), json(s, "a[1]"));
}

BEGIN
{
	s = "/usr/./share//x/../lib";
	path = "/lib";
	printf("%d %d %s\n", index(s, path), rindex(s, path), strstr(s, path));
	printf("%s %s %s\n", dirname(s), basename(s), cleanpath(s));
	printf("%s %s\n", cleanpath(dirname(s)), basename(cleanpath(s)));
	printf("%s %s\n", strchr(s, 'x'), strrchr(s, '/'));
	printf("%d %d %s\n", s == path, path < s, toupper(s));
	exit(0);
}
