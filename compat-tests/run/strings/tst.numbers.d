/* Numbers to text and back, in several bases. */
#pragma D option quiet

BEGIN
{
	printf("%s %s %s\n", lltostr(0), lltostr(-42), lltostr(9223372036854775807));
	printf("%s\n", lltostr(-9223372036854775807 - 1));
	printf("%s %s %s\n", substr(lltostr(255, 16), 1), lltostr(8, 8), lltostr(5, 2));
	printf("%d %d %d\n", strtoll("42"), strtoll("-42"), strtoll("  7x"));
	printf("%d %d %d\n", strtoll("ff", 16), strtoll("101", 2), strtoll("zz", 36));
	printf("%d\n", strtoll("x"));
	exit(0);
}
