/*
 * What an event hands over is a pointer to the verifier; a load through it is held against scratch memory
 * if another clause has some.
 */
#pragma D option quiet
#pragma D option dialect=oracle
#pragma D option destructive

BEGIN
{
	this->some = (int *)alloca(8);
	system("exit 3");
}

proc:::exit
/progenyof($pid) && curpsinfo->pr_pid != 0/
{
	printf("exit by itself: %d\n", args[0] == 1);
	exit(0);
}
