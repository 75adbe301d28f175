/* Only aggregating functions are assigned to aggregations. */
BEGIN
{
	@a = 1;
}
