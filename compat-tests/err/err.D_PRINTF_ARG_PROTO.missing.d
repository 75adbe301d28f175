/* A conversion without argument. */
BEGIN
{
	printf("%d %d", 1);
}
