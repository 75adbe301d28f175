#!/usr/sbin/dtrace -s
/*
 * inttimes: the processors' time that interrupts take, by device.
 * USAGE: dtrace --tool inttimes		until Ctrl-C
 */
#pragma D option quiet

/* arg0 is the action of a device's driver; timers and messages between processors have none. */
sdt:::interrupt-start
{
	since[cpu] = timestamp;
}

sdt:::interrupt-complete
/since[cpu]/
{
	@[arg0 ? stringof(((struct irqaction *)arg0)->name) : "(processors)"] =
	    sum(timestamp - since[cpu]);
	since[cpu] = 0;
}

END
{
	printf("%-32s %16s\n", "DEVICE", "TIME (ns)");
	printa("%-32s %@16d\n", @);
}
