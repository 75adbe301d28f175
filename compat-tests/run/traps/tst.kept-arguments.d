/*
 * The arguments of a process, kept as a pointer in an array, cast to int in a condition, and printed when
 * another thread runs.
 * @@trigger: /usr/bin/perl -e getppid();sleep(5) one two
 */
#pragma D option quiet

syscall::getppid:entry
/pid == $target/
{
	kept[1] = (char *)curpsinfo->pr_psargs;
}

tick-50ms
/(int)kept[1] != 0/
{
	printf("%S\n", kept[1]);
	exit(0);
}
