/*
 * Arguments at entry, the path by copyinstr() at return, when it is in memory, and at return -1 and errno of a file that is not there.
 * @@trigger: /usr/bin/perl -e open(F,"/nonexistent/file");close(F)
 * @@nosort
 */
#pragma D option quiet

syscall::openat:entry
/pid == $target/
{
	self->path = arg1;
}

syscall::openat:return
/self->path && copyinstr(self->path) == "/nonexistent/file"/
{
	printf("%s %d %d %d\n", copyinstr(self->path), (int)arg0, (int)arg1, errno);
}

syscall::openat:return
{
	self->path = 0;
}
