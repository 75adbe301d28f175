/* %lc and %wc take a code point. */
#pragma D option quiet

BEGIN
{
	printf("%lc|\n", 'a');
	printf("%wc|\n", 0x20ac);
	printf("%lc|\n", 65);
	exit(0);
}
