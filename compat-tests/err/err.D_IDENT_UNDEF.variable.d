/* A variable that is nowhere assigned. */
BEGIN
{
	trace(nosuch);
}
