/* trunc() of nothing. */
BEGIN
{
	trunc();
}
