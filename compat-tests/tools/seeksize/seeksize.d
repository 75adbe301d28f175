#!/usr/sbin/dtrace -s
/*
 * seeksize: how far each process makes disks go from where it was last, in blocks of 512 bytes.
 * USAGE: dtrace --tool seeksize		until Ctrl-C
 */
#pragma D option quiet

int64_t here[pid_t, dev_t];

io:::start
/here[pid, args[0]->b_edev]/
{
	this->way = (int64_t)args[0]->b_blkno - here[pid, args[0]->b_edev];
	@[pid, curpsinfo->pr_psargs] = quantize(this->way < 0 ? -this->way : this->way);
}

io:::start
{
	here[pid, args[0]->b_edev] = (int64_t)args[0]->b_blkno + args[0]->b_bcount / 512;
}

END
{
	printa("process %d, %s, blocks%@d\n", @);
}
