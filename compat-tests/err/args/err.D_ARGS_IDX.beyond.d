/* write() has three arguments. */
syscall::write:entry
{
	trace(args[3]);
}
