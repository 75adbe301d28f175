/* More than eight characters. */
BEGIN
{
	x = 'abcdefghi';
}
