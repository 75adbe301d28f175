#!/usr/sbin/dtrace -s
/*
 * hotkernel: the functions of the kernel that take the processors' time, in samples.
 * USAGE: dtrace --tool hotkernel [pid]		until Ctrl-C
 */
#pragma D option quiet
#pragma D option defaultargs

profile-1001
/arg0 && pid != 0 && ($1 == 0 || pid == $1)/
{
	@[func(arg0)] = count();
}

END
{
	printf("%-50s %8s\n", "FUNCTION", "SAMPLES");
	printa("%-50a %@8d\n", @);
}
