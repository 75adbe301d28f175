#!/usr/sbin/dtrace -s
/*
 * intoncpu: for how long interrupts keep a processor at a time, by device.
 * USAGE: dtrace --tool intoncpu		until Ctrl-C
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
	    quantize(timestamp - since[cpu]);
	since[cpu] = 0;
}

END
{
	printa("%s, ns at a time%@d\n", @);
}
