/* Known, and refused, with the reason. */
BEGIN
{
	panic();
}
