#!/usr/sbin/dtrace -s
/*
 * loads: the averages of how many threads ran or wanted to, over the last 1, 5 and 15 minutes.
 * USAGE: dtrace --tool loads
 */
#pragma D option quiet

inline int whole[int n] = `hp_avenrun[n] / 65536;
inline int hundredths[int n] = `hp_avenrun[n] % 65536 * 100 / 65536;

BEGIN
{
	printf("%Y load averages: %d.%02d %d.%02d %d.%02d\n", walltimestamp,
	    whole[0], hundredths[0], whole[1], hundredths[1], whole[2], hundredths[2]);
	exit(0);
}
