/* Keys of another type than at first. */
BEGIN
{
	a["k"] = 1;
	a[1] = 2;
}
