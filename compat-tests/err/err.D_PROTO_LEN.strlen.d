/* Too few arguments. */
BEGIN
{
	n = strlen();
}
