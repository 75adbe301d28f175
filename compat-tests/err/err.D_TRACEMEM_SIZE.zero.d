/* tracemem() of no bytes. */
BEGIN
{
	tracemem(arg0, 0);
}
