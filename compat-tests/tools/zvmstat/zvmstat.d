#!/usr/sbin/dtrace -s
/*
 * zvmstat: page faults and paging every second, by zone, which is a container on Linux.
 * USAGE: dtrace --tool zvmstat		until Ctrl-C
 *
 * FAULTS: those of pages; MAJOR: those that had to wait for a disk; IN, OUT: pages read from disks and
 * written to them; FREED: pages.
 */
#pragma D option quiet

vminfo:::as_fault, vminfo:::maj_fault, vminfo:::pgpgin, vminfo:::pgpgout, vminfo:::dfree
{
	@faults[zonename] = sum(probename == "as_fault" ? arg0 : 0);
	@major[zonename] = sum(probename == "maj_fault" ? arg0 : 0);
	@in[zonename] = sum(probename == "pgpgin" ? arg0 : 0);
	@out[zonename] = sum(probename == "pgpgout" ? arg0 : 0);
	@freed[zonename] = sum(probename == "dfree" ? arg0 : 0);
}

tick-1s, END
{
	printf("%-20s %8s %8s %8s %8s %8s\n",
	    "ZONE", "FAULTS", "MAJOR", "IN", "OUT", "FREED");
	printa("%-20s %@8d %@8d %@8d %@8d %@8d\n", @faults, @major, @in, @out, @freed);
	clear(@faults);
	clear(@major);
	clear(@in);
	clear(@out);
	clear(@freed);
}
