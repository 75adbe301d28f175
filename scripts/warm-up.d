/* A bit of everything: scripts/build.ts compiles it to fill the code cache. */
inline int limit = 3;

BEGIN
{
	n = 0;
	this->s = strjoin("a", execname);
	x = this->s == "b" ? 1 : strlen(this->s);
	trace("hello");
}

syscall::read:entry,
syscall:::return
/pid != $pid && arg0 > limit/
{
	self->t = timestamp;
	a[execname, pid] = n++;
	printf("%d %s %x", pid, execname, arg0);
	trace(probefunc);
	@[execname, stack()] = quantize(timestamp - self->t);
	@b[copyinstr(arg0)] = count();
}

profile-97,
tick-1s
{
	printa("%s %@d", @b);
	clear(@b);
	exit(0);
}

END
{
	printa(@b);
}

syscall::open:entry, syscall::open:return, proc:::exec-success, io:::start
{
	@c[execname, probefunc] = count();
	self->first = arg0;
}
