/* A string is no condition. */
BEGIN
/execname/
{
}
