#!/usr/sbin/dtrace -s
/*
 * whatexec: what each file that is executed is, a program or a script, and what runs the script.
 * USAGE: dtrace --tool whatexec		until Ctrl-C
 */
#pragma D option quiet

BEGIN
{
	printf("%-16s %-8s %-24s %s\n", "BY", "KIND", "RUN BY", "FILE");
}

proc:::exec
{
	self->by = execname;
}

/* Linux' own event: args[2] is the struct linux_binprm *. */
rawtp:::sched_process_exec
{
	this->file = stringof(args[2]->filename);
	this->runs = stringof(args[2]->interp);
	printf("%-16s %-8s %-24s %s\n", self->by,
	    this->file == this->runs ? "program" : "script",
	    this->file == this->runs ? "-" : this->runs, this->file);
	self->by = 0;
}
