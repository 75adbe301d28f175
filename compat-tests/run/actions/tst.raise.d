/*
 * The process gets the signal as it leaves the kernel.
 * @@trigger: /usr/bin/perl -e $SIG{USR1}=sub{exit(print(qq(caught\n)))};getppid();print(qq(missed\n))
 */
#pragma D option quiet
#pragma D option destructive

syscall::getppid:entry
/pid == $target/
{
	raise(SIGUSR1);
}
