/* A variable is for addresses of scratch memory, or for others. */
/* @@runtest-opts: -x dialect=oracle */
BEGIN
{
	x = (char *)alloca(8);
	x = (char *)arg0;
	exit(0);
}
