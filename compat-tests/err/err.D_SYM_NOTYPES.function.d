/*
 * The kernel shows where _stext is, but not what.
 */
BEGIN
{
	trace(`_stext);
}
