/* The CPU waits at least that long, and the clock shows it. */
#pragma D option quiet
#pragma D option destructive

BEGIN
{
	start = timestamp;
	chill(3000000);
}

BEGIN
{
	chilled = timestamp - start;
	printf("%s\n", chilled < 3000000 ? "too short" : chilled > 60000000 ? "too long" : "well");
	exit(0);
}
