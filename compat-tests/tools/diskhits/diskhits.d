#!/usr/sbin/dtrace -s
/*
 * diskhits: where in a file the disk is needed, as the file is not in memory, and how much of it.
 * USAGE: dtrace --tool diskhits path		until Ctrl-C
 */
#pragma D option quiet

io:::start
/args[2]->fi_pathname == $$1/
{
	@where = lquantize(args[2]->fi_offset / 1048576, 0, 2048, 1);
	@size = quantize(args[0]->b_bcount);
	@total = sum(args[0]->b_bcount);
}

END
{
	printf("%s\n", $$1);
	printa("\nplace in the file (MB)%@d\n", @where);
	printa("bytes at a time%@d\n", @size);
	normalize(@total, 1024);
	printa("total: %@d KB\n", @total);
}
