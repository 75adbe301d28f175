/* An action has no value. */
BEGIN
{
	x = stack();
}
