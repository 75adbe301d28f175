/* There is no value to print. */
BEGIN
{
	print((void)pid);
}
