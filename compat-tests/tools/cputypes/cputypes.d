#!/usr/sbin/dtrace -s
/*
 * cputypes: what each processor is.
 * USAGE: dtrace --tool cputypes
 */
#pragma D option quiet

BEGIN
{
	printf("%4s %4s %5s %5s %6s %s\n", "CPU", "CHIP", "PSET", "GROUP", "MHZ", "TYPE");
}

profile-101
/!seen[cpu]++/
{
	printf("%4d %4d %5d %5d %6d %s\n", curcpu->cpu_id, curcpu->cpu_chip, curcpu->cpu_pset,
	    curcpu->cpu_lgrp, curcpu->cpu_info.pi_clock,
	    stringof(curcpu->cpu_info.pi_processor_type));
}

tick-200ms
{
	exit(0);
}
