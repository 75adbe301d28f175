/* Parts of a string; a negative start counts from the end. */
#pragma D option quiet

BEGIN
{
	s = "abcdef";
	printf("[%s] [%s] [%s]\n", substr(s, 2), substr(s, 1, 3), substr(s, 0));
	printf("[%s] [%s]\n", substr(s, -2), substr(s, -4, 2));
	printf("[%s] [%s] [%s]\n", substr(s, 6), substr(s, 99), substr(s, 2, 0));
	printf("[%s] [%s]\n", substr(s, 3, 99), substr(s, 1, -2));
	exit(0);
}
