/* An integer is no string. */
BEGIN
{
	n = strlen(1);
}
