/* No more than the option scratchsize allows. */
/* @@runtest-opts: -x dialect=oracle */
#pragma D option scratchsize=128
BEGIN
{
	x = alloca(129);
	exit(0);
}
