/* Letters of ASCII change their case; nothing else does. */
#pragma D option quiet

BEGIN
{
	printf("%s %s\n", toupper("aBz[`{@9"), tolower("AbZ[`{@9"));
	printf("[%s]\n", toupper(""));
	exit(0);
}
