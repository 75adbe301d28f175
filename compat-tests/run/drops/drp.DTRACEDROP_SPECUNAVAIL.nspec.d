/* More speculations than nspec. */
#pragma D option quiet
#pragma D option nspec=2

BEGIN
{
	printf("%d %d %d %d\n", speculation(), speculation(), speculation(), speculation());
	exit(0);
}
