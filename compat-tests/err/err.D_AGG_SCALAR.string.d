/* Strings are not summed. */
BEGIN
{
	@a = sum(execname);
}
