/*
 * stackindent and stackframes rule stacks, and a width of %k is their indentation.
 * @@nosort
 * @@trigger: /usr/bin/perl -e getppid()
 */
#pragma D option quiet
#pragma D option stackindent=3
#pragma D option stackframes=1

syscall::getppid:entry
/pid == $target/
{
	stack();
	@[stack()] = count();
}

END
{
	printa("[%-5k]%@d\n", @);
}
