/* stddev calculates with 128 bits: squares of great values do not overflow. */
#pragma D option quiet

BEGIN
{
	@ = stddev(4000000000000000000);
}

BEGIN
{
	@ = stddev(-4000000000000000000);
	exit(0);
}
