/* Options that have no effect here are accepted. */
#pragma D option quiet
#pragma D option aggpercpu
#pragma D option temporal
#pragma D option cleanrate=50hz
#pragma D option pgmax=4
#pragma D option evaltime=main
#pragma D option kdefs
#pragma D option unodefs
#pragma D option lazyload

BEGIN
{
	printf("accepted\n");
	exit(0);
}
