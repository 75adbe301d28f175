/* exit() is for certain. */
BEGIN
{
	speculate(1);
	exit(0);
}
