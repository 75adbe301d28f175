/* Another number of keys than at first. */
BEGIN
{
	a[1, 2] = 1;
	a[1] = 2;
}
