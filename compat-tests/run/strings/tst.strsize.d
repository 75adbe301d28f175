/* No string is longer than strsize, its closing zero included. */
#pragma D option quiet

#pragma D option strsize=8

BEGIN
{
	s = "0123456789";
	printf("[%s] %d\n", s, strlen(s));
	t = strjoin("abcde", "fghij");
	printf("[%s] %d\n", t, strlen(t));
	exit(0);
}
