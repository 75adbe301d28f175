/* Ten ticks of 20 ms take 200 ms, and none is lost. */
#pragma D option quiet

BEGIN
{
	start = timestamp;
}

tick-20ms
{
	n++;
}

tick-20ms
/n == 10/
{
	ms = (timestamp - start) / 1000000;
	printf("%d %s\n", n, ms >= 150 && ms <= 1500 ? "in time" : lltostr(ms));
	exit(0);
}
