#!/usr/sbin/dtrace -s
/*
 * intbycpu: interrupts, by processor.
 * USAGE: dtrace --tool intbycpu		until Ctrl-C
 */
#pragma D option quiet

sdt:::interrupt-start
{
	@[cpu] = count();
}

END
{
	printf("%4s %12s\n", "CPU", "INTERRUPTS");
	printa("%4d %@12d\n", @);
}
