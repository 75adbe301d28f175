/*
 * Many more than any buffer holds, faster than anybody could read: no drops, and the last is there.
 * @@trigger: /usr/bin/perl -e getppid()for(1..200000)
 */
#pragma D option quiet
#pragma D option bufpolicy=ring
#pragma D option bufsize=4k

int n;

syscall::getppid:entry
/pid == $target/
{
	printf("%d\n", ++n);
}
