/* The flag ' puts a comma before every three digits. */
#pragma D option quiet

BEGIN
{
	printf("%'d|\n", 1234567);
	printf("%'10u|\n", 1234567);
	printf("%'d|\n", 999);
	printf("%'d|\n", -1000);
	exit(0);
}
