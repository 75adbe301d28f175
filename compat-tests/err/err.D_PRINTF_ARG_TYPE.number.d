/* A string where %d wants a number. */
BEGIN
{
	printf("%d", "one");
}
