/*
 * args[] has the types of the system call; its pointers lead to user memory.
 * @@trigger: /usr/bin/perl -e open(F,">/dev/null");syswrite(F,"hello");close(F)
 */
#pragma D option quiet

syscall::openat:entry
/pid == $target && args[1] != NULL/
{
	self->name = args[1];
	self->flags = args[2];
}

syscall::openat:return
/self->name != NULL && (self->flags & 3) == 1/
{
	printf("%s, access mode %d, ", stringof(self->name), self->flags & 3);
	printf("%d %d\n", args[0] == arg0, args[0] > 2);
}

syscall::write:entry
/pid == $target/
{
	printf("%c%c of %d, sizes %d %d\n", *args[1], args[1][1], args[2],
	    sizeof (args[0]), sizeof (args[2]));
}
