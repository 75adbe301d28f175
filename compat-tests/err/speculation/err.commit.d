/* An id beyond nspec is a fault. */
#pragma D option quiet
#pragma D option nspec=8

BEGIN
{
	commit(9);
}

ERROR
{
	printf("code %d\n", arg4);
	exit(1);
}
