/* Lengths, of constants, variables and results. */
#pragma D option quiet

BEGIN
{
	s = "twelve bytes";
	printf("%d %d %d\n", strlen(""), strlen("a"), strlen(s));
	printf("%d\n", strlen(strjoin(s, s)));
	printf("%d\n", strlen(probename));
	exit(0);
}
