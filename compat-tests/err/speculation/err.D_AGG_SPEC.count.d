/* An aggregation cannot take anything back. */
BEGIN
{
	speculate(1);
	@ = count();
}
