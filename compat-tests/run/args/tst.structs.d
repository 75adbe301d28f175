/*
 * A pointer to a struct gives its members: the first are there at the return only.
 * @@trigger: /usr/bin/perl -e require(POSIX);POSIX::uname()
 */
#pragma D option quiet

syscall::uname:entry
/pid == $target/
{
	self->names = args[0];
}

syscall::uname:return
/self->names != NULL/
{
	printf("%s\n", stringof(self->names->sysname));
	exit(0);
}
