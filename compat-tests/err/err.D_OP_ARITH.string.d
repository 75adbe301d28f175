/* Strings are not multiplied. */
BEGIN
{
	x = "a" * 2;
}
