/* What has no meaning on Linux is refused, and says why. */
BEGIN
{
	trace(ddi_pathname(0, 1));
}
