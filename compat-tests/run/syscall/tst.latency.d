/*
 * The classic: how long calls take, in a chart; as many as there were.
 * @@trigger: /usr/bin/perl -e getppid()for(1..500)
 */
#pragma D option quiet

syscall::getppid:entry
/pid == $target/
{
	self->t = timestamp;
}

syscall::getppid:return
/self->t/
{
	@[execname] = quantize(timestamp - self->t);
	self->t = 0;
}
