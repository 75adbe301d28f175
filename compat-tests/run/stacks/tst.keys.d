/*
 * Stacks, symbols, functions and modules as keys: stacks one frame a line, the others in 50 columns.
 * @@nosort
 * @@trigger: /usr/bin/perl -e getppid()
 */
#pragma D option quiet

syscall::getppid:entry
/pid == $target/
{
	@a[stack(1)] = count();
	@b[func(caller)] = count();
	@c[mod(caller)] = count();
	@d[sym(caller), 5] = count();
}
