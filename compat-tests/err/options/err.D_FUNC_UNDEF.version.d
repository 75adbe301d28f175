/* stddev() came with D 1.6. */
#pragma D option version=1.5

BEGIN
{
	@ = stddev(1);
	exit(0);
}
