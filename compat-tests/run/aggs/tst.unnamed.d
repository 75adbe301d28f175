/* @ without a name is one aggregation, the same everywhere. */
#pragma D option quiet

BEGIN
{
	@[1] = count();
	@_[1] = count();
	exit(0);
}
