/*
 * Only the calls that fail are worth a line each at entry and return: of the others nothing is seen.
 * @@trigger: /usr/bin/perl -e for(1..50){for("/dev/null","/absent/$_"){open(F,$_)&&close(F)}}
 * @@nosort
 */
#pragma D option quiet
#pragma D option nspec=4

syscall::openat:entry
/pid == $target/
{
	self->path = arg1;
	self->guess = speculation();
}

syscall::openat:entry
/self->guess/
{
	speculate(self->guess);
	calls++;
	printf("call ");
}

syscall::openat:return
/self->guess/
{
	speculate(self->guess);
	printf("%s: %d\n", copyinstr(self->path), errno);
}

syscall::openat:return
/self->guess && errno != 0 && dirname(copyinstr(self->path)) == "/absent"/
{
	commit(self->guess);
	failed++;
	self->guess = 0;
}

syscall::openat:return
/self->guess/
{
	discard(self->guess);
	self->guess = 0;
}

END
{
	printf("%d failed, others: %s\n", failed, calls >= 100 ? "many" : "few");
}
