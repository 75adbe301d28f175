/* No such call. */
syscall::nosuchcall:entry
{
}
