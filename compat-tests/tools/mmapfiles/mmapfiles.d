#!/usr/sbin/dtrace -s
/*
 * mmapfiles: files that programs map into their memory.
 * USAGE: dtrace --tool mmapfiles		until Ctrl-C
 */
#pragma D option quiet

syscall::mmap:entry
/(int)arg4 >= 0/
{
	@[execname, fds[arg4].fi_pathname] = count();
}

END
{
	printf("%-16s %8s %s\n", "COMM", "MAPS", "FILE");
	printa("%-16s %@8d %s\n", @);
}
