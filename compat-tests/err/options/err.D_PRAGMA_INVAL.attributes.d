/* What a pragma says is looked at before the syntax further down. */
inline int seven = 7
#pragma D attributes Excellent seven

BEGIN
{
	exit(0);
}
