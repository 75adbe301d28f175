/* Where one string is within another. */
#pragma D option quiet

BEGIN
{
	printf("[%s] [%s]\n", strstr("abcbcd", "bc"), strstr("abc", ""));
	printf("%d %d\n", strstr("abc", "x") == NULL, strstr("", "x") == NULL);
	printf("%d\n", strstr("ab", "abc") == NULL);
	exit(0);
}
