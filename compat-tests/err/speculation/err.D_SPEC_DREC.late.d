/* What was recorded before cannot go to a speculation any more. */
BEGIN
{
	trace("here");
	speculate(1);
}
