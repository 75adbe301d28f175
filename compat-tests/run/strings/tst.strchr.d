/* First and last place of a character; NULL if it is not there. */
#pragma D option quiet

BEGIN
{
	printf("%s %s\n", strchr("a.b.c", '.'), strrchr("a.b.c", '.'));
	printf("%s\n", strchr("abc", 'a'));
	printf("%d %d\n", strchr("abc", 'z') == NULL, strrchr("abc", 'z') == NULL);
	printf("%d\n", strchr("abc", 'c') == NULL);
	exit(0);
}
