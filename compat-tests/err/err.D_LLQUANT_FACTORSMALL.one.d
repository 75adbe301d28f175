/* Powers of one are all the same. */
BEGIN
{
	@ = llquantize(1, 1, 0, 3, 10);
}
