/* The arguments are those of a probe. */
inline int first = args[0];

syscall::write:entry
{
	trace(first);
}
