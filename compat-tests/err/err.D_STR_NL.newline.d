/* A string ends on its line. */
BEGIN
{
	x = "open
";
}
