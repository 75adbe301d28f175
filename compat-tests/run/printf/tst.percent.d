/* A literal percent sign, and text that only looks like a conversion. */
#pragma D option quiet

BEGIN
{
	printf("100%%|\n");
	printf("%%d %d|\n", 1);
	printf("%d%%|\n", 50);
	exit(0);
}
