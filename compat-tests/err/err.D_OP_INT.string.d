/* ~ is for integers. */
BEGIN
{
	x = ~execname;
}
