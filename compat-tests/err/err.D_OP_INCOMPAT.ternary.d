/* Unlike arms. */
BEGIN
{
	x = pid ? 1 : "text";
}
