/* Escapes in string constants. */
#pragma D option quiet

BEGIN
{
	printf("%s|%s|%s\n", "a\tb", "q\"q", "back\\slash");
	printf("%s%s\n", "\x41\102", "C");
	printf("%d %d\n", strlen("\n\n"), strlen(""));
	printf("%s\n", "a'b");
	exit(0);
}
