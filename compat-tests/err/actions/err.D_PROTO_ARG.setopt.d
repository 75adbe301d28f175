/* Names of options are text. */
BEGIN
{
	setopt("quiet", "yes");
	setopt(1);
}
