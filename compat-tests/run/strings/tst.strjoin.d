/* Joined strings, nested and empty. */
#pragma D option quiet

BEGIN
{
	printf("[%s]\n", strjoin("a", "b"));
	printf("[%s]\n", strjoin("", strjoin("x", "")));
	printf("[%s]\n", strjoin(strjoin("one", ","), strjoin("two", ",three")));
	exit(0);
}
