/* The flag ' groups by the locale, and that is C: not at all. */
#pragma D option quiet

BEGIN
{
	printf("%'d|\n", 1234567);
	printf("%'10u|\n", 1234567);
	exit(0);
}
