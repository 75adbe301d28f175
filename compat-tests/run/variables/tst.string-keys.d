/* A key of text counts by its text, not by where it is from. */
#pragma D option quiet

BEGIN
{
	a["BEGIN"] = 1;
	printf("%d %d\n", a[probename], a[strjoin("BE", "GIN")]);
	a[substr("xxBEGIN", 2)]++;
	printf("%d\n", a["BEGIN"]);
	exit(0);
}
