/* Floating-point constants are refused. */
BEGIN
{
	x = 1.5;
}
