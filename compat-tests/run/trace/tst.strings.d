/* trace() of strings: two blanks, then 33 columns on the left; several values in one row. */
BEGIN
{
	trace("text");
	trace(7);
	trace("");
	trace("this one is longer than thirty-three columns");
	exit(0);
}
