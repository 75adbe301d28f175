#!/usr/sbin/dtrace -s
/*
 * bitesize: how much each process asks disks for at a time.
 * USAGE: dtrace --tool bitesize		until Ctrl-C
 */
#pragma D option quiet

io:::start
{
	@[pid, curpsinfo->pr_psargs] = quantize(args[0]->b_bcount);
}

END
{
	printa("process %d, %s, bytes%@d\n", @);
}
