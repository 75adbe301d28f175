/* Addresses that belong to nothing are shown as numbers. */
#pragma D option quiet

BEGIN
{
	@a[sym(4096)] = count();
	@b[func(4096)] = count();
	@c[mod(4096)] = count();
	exit(0);
}
