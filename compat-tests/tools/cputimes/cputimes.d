#!/usr/sbin/dtrace -s
/*
 * cputimes: who has had the processors' time, to the nanosecond: programs, the kernel, nobody.
 * USAGE: dtrace --tool cputimes		until Ctrl-C
 */
#pragma D option quiet

uint64_t since[processorid_t];

inline string who = pid == 0 ? "(idle)" :
	curlwpsinfo->pr_flag & PR_ISSYS ? "(kernel)" : execname;

/* What lasts is counted before it ends, too. */
sched:::off-cpu, profile-97
/since[cpu]/
{
	@[who] = sum(timestamp - since[cpu]);
}

sched:::off-cpu, profile-97
{
	since[cpu] = timestamp;
}

END
{
	printf("%-16s %16s\n", "WHO", "TIME (ns)");
	printa("%-16s %@16d\n", @);
}
