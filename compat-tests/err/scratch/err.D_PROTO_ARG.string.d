/* A string of a variable is no memory to copy to. */
/* @@runtest-opts: -x dialect=oracle */
BEGIN
{
	s = "text";
	bcopy(probename, s, 4);
	exit(0);
}
