/*
 * Probe names: the call is the function, the module is empty or the kernel, entry and return.
 * @@trigger: /usr/bin/perl -e getppid()
 * @@nosort
 */
#pragma D option quiet

syscall::getppid:
/pid == $target/
{
	printf("%s %s %s\n", probeprov, probefunc, probename);
}

syscall::get[p]p?d:entry
/pid == $target/
{
	printf("glob\n");
}
