/* A pointer is an integer of eight bytes. */
#pragma D option quiet

BEGIN
{
	trace((char *)4096);
	trace((void *)0 == NULL);
	exit(0);
}
