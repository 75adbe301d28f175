/* Charts are drawn in ASCII or in UTF-8. */
#pragma D option encoding=ebcdic

BEGIN
{
	exit(0);
}
