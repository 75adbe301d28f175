/* The lower bound is not below the upper one. */
BEGIN
{
	@ = lquantize(1, 10, 10);
}
