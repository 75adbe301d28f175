/* Everything here is Stable, so a floor of Evolving lets it pass. */
#pragma D option quiet
#pragma D option amin=Evolving/Evolving/Common

dtrace:::BEGIN
{
	printf("%d\n", pid > 0);
	exit(0);
}
