/* A thread-local variable that is read before anything is assigned to it. */
BEGIN
{
	trace(self->nosuch);
}
