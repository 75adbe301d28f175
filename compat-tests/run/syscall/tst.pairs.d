/*
 * Every call of a kind enters and returns, in the thread that made it; the time between is not negative.
 * @@trigger: /usr/bin/perl -e getppid()for(1..1000)
 */
#pragma D option quiet

int bad;

syscall::getppid:entry
/pid == $target/
{
	self->t = timestamp;
	entries++;
}

syscall::getppid:return
/self->t/
{
	bad += timestamp < self->t || (int)arg1 != $pid || errno != 0;
	self->t = 0;
	returns++;
}

END
{
	printf("%d %d %d\n", entries, returns, bad);
}
