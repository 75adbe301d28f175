/* An argument without conversion. */
BEGIN
{
	printf("%d", 1, 2);
}
