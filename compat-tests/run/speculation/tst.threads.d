/*
 * Several processes speculate at once, on all CPUs: each commits what is its own, every hundredth time.
 * @@trigger: /usr/bin/perl -e for(1..4){fork;}for(1..1000){getppid()}1while(wait()>0)
 */
#pragma D option quiet
#pragma D option nspec=64

syscall::getppid:entry
/progenyof($target)/
{
	self->n++;
	self->guess = speculation();
}

syscall::getppid:entry
/self->guess/
{
	speculate(self->guess);
	printf("%d %d\n", tid, self->n);
}

syscall::getppid:return
/self->guess/
{
	speculate(self->guess);
	printf("%d %d\n", tid, self->n);
}

syscall::getppid:return
/self->guess && self->n % 100 == 0/
{
	commit(self->guess);
	self->guess = 0;
}

syscall::getppid:return
/self->guess/
{
	discard(self->guess);
	self->guess = 0;
}
