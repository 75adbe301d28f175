/* D has no loops. */
BEGIN
{
	while (1) x = 1;
}
