/* A builtin variable cannot be changed. */
BEGIN
{
	pid = 1;
}
