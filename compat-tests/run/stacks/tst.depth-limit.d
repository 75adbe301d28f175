/*
 * No depth is more than maxframes allows.
 * @@trigger: /usr/bin/perl -e getppid()
 */
#pragma D option quiet
#pragma D option maxframes=2

syscall::getppid:entry
/pid == $target/
{
	printf("%d %d\n", ustackdepth, stackdepth <= 2);
	exit(0);
}
