#!/usr/sbin/dtrace -s
/*
 * pathopens: how often each file is opened, by its full path.
 * USAGE: dtrace --tool pathopens		until Ctrl-C
 */
#pragma D option quiet

syscall::open*:return
/pid != $pid && errno == 0/
{
	@[fds[arg0].fi_pathname] = count();
}

END
{
	printf("%8s %s\n", "OPENS", "PATH");
	printa("%@8d %s\n", @);
}
