#!/usr/sbin/dtrace -s
/*
 * uname: the names of the system: its own, of this host, its release and version, the machine's.
 * USAGE: dtrace --tool uname
 */
#pragma D option quiet

BEGIN
{
	printf("%s %s %s %s %s\n", `utsname.sysname, `utsname.nodename, `utsname.release,
	    `utsname.version, `utsname.machine);
	exit(0);
}
