/*
 * Network and link addresses as text, of memory that a process hands to the kernel.
 * @@trigger: /usr/bin/perl -e open(F,q(>/dev/null));syswrite(F,pack(q(H*),$_))for(@ARGV) 7f000001 20010db8000000000000000000000a01 00000000000000000000ffffc0a80002 0200c0ffee01
 */
#pragma D option quiet

syscall::write:entry
/pid == $target && arg2 == 4/
{
	printf("%s %s\n", inet_ntoa(copyin(arg1, 4)), inet_ntop(AF_INET, copyin(arg1, 4)));
}

syscall::write:entry
/pid == $target && arg2 == 16/
{
	this->a = copyin(arg1, 16);
	printf("%s %s\n", inet_ntoa6(this->a), inet_ntop(AF_INET6, this->a));
}

syscall::write:entry
/pid == $target && arg2 == 6/
{
	printf("%s\n", link_ntop(ARPHRD_ETHER, copyin(arg1, 6)));
	exit(0);
}
