/* The same of %. */
BEGIN
{
	x = pid % 0;
}
