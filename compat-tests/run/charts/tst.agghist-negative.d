/* With values on both sides, bars leave from the middle. */
#pragma D option quiet
#pragma D option agghist

BEGIN
{
	@a["down"] = sum(-10);
	@a["up"] = sum(30);
	exit(0);
}
