/* A number where %s wants a string. */
BEGIN
{
	printf("%s", 1);
}
