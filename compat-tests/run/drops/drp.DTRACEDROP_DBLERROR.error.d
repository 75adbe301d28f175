/* A fault in ERROR's own clause is only counted. */
#pragma D option quiet

int zero;

BEGIN
{
	trace(1 / zero);
}

ERROR
{
	trace(arg4 / zero);
}

BEGIN
{
	exit(0);
}
