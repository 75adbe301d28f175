/* A character constant of no character. */
BEGIN
{
	x = '';
}
