/* Charts of several keys: each below its key, by weighted total. */
#pragma D option quiet

BEGIN
{
	@["big"] = quantize(64);
	@["small"] = quantize(2);
	@["small"] = quantize(2);
	exit(0);
}
