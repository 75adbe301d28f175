/* No such policy. */
#pragma D option bufpolicy=spin

BEGIN
{
	exit(0);
}
