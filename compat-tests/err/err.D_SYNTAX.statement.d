/* An expression ends too early. */
BEGIN
{
	x = ;
}
