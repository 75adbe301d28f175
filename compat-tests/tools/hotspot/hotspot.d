#!/usr/sbin/dtrace -s
/*
 * hotspot: which parts of disks are used, by disk and gigabyte.
 * USAGE: dtrace --tool hotspot		until Ctrl-C
 */
#pragma D option quiet

/* Blocks are of 512 bytes, and counted from the disk's beginning. */
io:::start
{
	@[args[1]->dev_statname] = lquantize(args[0]->b_blkno / 2097152, 0, 2048, 1);
}

END
{
	printa("%s, requests by gigabyte%@d\n", @);
}
