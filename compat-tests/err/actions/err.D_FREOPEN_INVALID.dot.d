/* The empty name goes back; a dot is nothing. */
BEGIN
{
	freopen(".");
}
