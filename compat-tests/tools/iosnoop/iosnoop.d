#!/usr/sbin/dtrace -s
/*
 * iosnoop: what is read from disks and written to them as it is done, for whom and how long it took.
 * USAGE: dtrace --tool iosnoop [pid]		until Ctrl-C
 */
#pragma D option quiet
#pragma D option defaultargs

BEGIN
{
	printf("%6s %6s %1s %12s %8s %8s %-8s %-16s %s\n",
	    "UID", "PID", "D", "BLOCK", "BYTES", "US", "DEVICE", "COMM", "PATH");
}

/* A disk is done in any thread: whose it was is known at the start only. */
io:::start
/$1 == 0 || pid == $1/
{
	start[args[0]->b_edev, args[0]->b_blkno] = timestamp;
	uids[args[0]->b_edev, args[0]->b_blkno] = uid;
	pids[args[0]->b_edev, args[0]->b_blkno] = pid;
	names[args[0]->b_edev, args[0]->b_blkno] = execname;
}

io:::done
/start[args[0]->b_edev, args[0]->b_blkno]/
{
	this->dev = args[0]->b_edev;
	this->block = args[0]->b_blkno;
	printf("%6d %6d %1s %12d %8d %8d %-8s %-16s %s\n",
	    uids[this->dev, this->block], pids[this->dev, this->block],
	    args[0]->b_flags & B_READ ? "R" : "W", this->block, args[0]->b_bcount,
	    (timestamp - start[this->dev, this->block]) / 1000,
	    args[1]->dev_statname, names[this->dev, this->block], args[2]->fi_pathname);
	start[this->dev, this->block] = 0;
	uids[this->dev, this->block] = 0;
	pids[this->dev, this->block] = 0;
	names[this->dev, this->block] = 0;
}
