/* Without -w nothing happens, though all else is right. */
BEGIN
{
	system("echo not seen");
	exit(0);
}
