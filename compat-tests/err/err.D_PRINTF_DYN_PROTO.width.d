/* A width that is missing. */
BEGIN
{
	printf("%*d");
}
