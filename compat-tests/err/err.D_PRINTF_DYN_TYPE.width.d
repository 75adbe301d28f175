/* A width that is a string. */
BEGIN
{
	printf("%*d", "w", 1);
}
