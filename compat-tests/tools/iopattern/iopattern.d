#!/usr/sbin/dtrace -s
/*
 * iopattern: how each disk is used every second: at random or in sequence, how often, how much.
 * USAGE: dtrace --tool iopattern [device]	until Ctrl-C
 *
 * What does not begin where the disk has just been is random. Sizes are in bytes.
 */
#pragma D option quiet
#pragma D option defaultargs

uint64_t here[dev_t];

BEGIN
{
	printf("%-10s %4s %4s %8s %8s %8s %8s %8s %8s\n",
	    "DEVICE", "%RAN", "%SEQ", "COUNT", "MIN", "MAX", "AVG", "KR", "KW");
}

io:::done
/$$1 == "" || args[1]->dev_statname == $$1/
{
	this->disk = args[1]->dev_statname;
	this->bytes = args[0]->b_bcount;
	this->random = args[0]->b_blkno != here[args[0]->b_edev];
	here[args[0]->b_edev] = args[0]->b_blkno + this->bytes / 512;

	@random[this->disk] = avg(this->random ? 100 : 0);
	@inSequence[this->disk] = avg(this->random ? 0 : 100);
	@count[this->disk] = count();
	@least[this->disk] = min(this->bytes);
	@most[this->disk] = max(this->bytes);
	@average[this->disk] = avg(this->bytes);
	@read[this->disk] = sum(args[0]->b_flags & B_READ ? this->bytes : 0);
	@written[this->disk] = sum(args[0]->b_flags & B_READ ? 0 : this->bytes);
}

tick-1s, END
{
	normalize(@read, 1024);
	normalize(@written, 1024);
	printa("%-10s %@4d %@4d %@8d %@8d %@8d %@8d %@8d %@8d\n",
	    @random, @inSequence, @count, @least, @most, @average, @read, @written);
	trunc(@random);
	trunc(@inSequence);
	trunc(@count);
	trunc(@least);
	trunc(@most);
	trunc(@average);
	trunc(@read);
	trunc(@written);
}
