/* The calls do not have the same arguments. */
syscall:::entry
{
	trace(args[0]);
}
