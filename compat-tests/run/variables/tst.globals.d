/* Globals begin as zero, keep their values from clause to clause, and have declared types. */
#pragma D option quiet

int declared;
char small;
string text;

BEGIN
{
	printf("%d %d [%s]\n", declared, small, text);
	declared = -5;
	small = 300;
	text = "kept";
	implied = 1ull << 40;
}

BEGIN
{
	printf("%d %d [%s] %d\n", declared, small, text, implied);
	printf("%d\n", sizeof (implied));
	exit(0);
}

END
{
	printf("%d [%s]\n", declared, text);
}
