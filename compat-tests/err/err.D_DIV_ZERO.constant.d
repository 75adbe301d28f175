/* Division by a constant that is zero. */
BEGIN
{
	x = 5 / (3 - 3);
}
