#!/usr/sbin/dtrace -s
/*
 * vmstat: memory, page faults, paging and the work of the system every second.
 * USAGE: dtrace --tool vmstat		until Ctrl-C
 *
 * swap, free: KB of swap space and of memory that nobody uses; mf: page faults; pi, po: KB read from
 * disks and written to them; fr: pages that were freed; sr: pages that were looked at to free some; in:
 * interrupts; sy: system calls; cs: switches between threads.
 */
#pragma D option quiet

BEGIN
{
	printf("%10s %10s %8s %8s %8s %6s %6s %8s %8s %8s\n",
	    "swap", "free", "mf", "pi", "po", "fr", "sr", "in", "sy", "cs");
	@faults = sum(0);
	@in = sum(0);
	@out = sum(0);
	@freed = sum(0);
	@scanned = sum(0);
	@interrupts = sum(0);
	@calls = sum(0);
	@switches = sum(0);
}

vminfo:::as_fault
{
	@faults = sum(arg0);
}

vminfo:::pgpgin
{
	@in = sum(arg0 * (`_pagesize / 1024));
}

vminfo:::pgpgout
{
	@out = sum(arg0 * (`_pagesize / 1024));
}

vminfo:::dfree
{
	@freed = sum(arg0);
}

vminfo:::scan
{
	@scanned = sum(arg0);
}

sdt:::interrupt-start
{
	@interrupts = sum(1);
}

syscall:::entry
{
	@calls = sum(1);
}

sched:::on-cpu
{
	@switches = sum(1);
}

tick-1s, END
{
	printf("%10d %10d ", (`k_anoninfo.ani_max - `k_anoninfo.ani_phys_resv) * (`_pagesize / 1024),
	    `freemem * (`_pagesize / 1024));
	printa("%@8d %@8d %@8d %@6d %@6d %@8d %@8d %@8d\n",
	    @faults, @in, @out, @freed, @scanned, @interrupts, @calls, @switches);
	clear(@faults);
	clear(@in);
	clear(@out);
	clear(@freed);
	clear(@scanned);
	clear(@interrupts);
	clear(@calls);
	clear(@switches);
}
