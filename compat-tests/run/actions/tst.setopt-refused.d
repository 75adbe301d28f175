/*
 * No such option, no such value, and options that are fixed once tracing has begun.
 * @@nosort
 */
#pragma D option quiet

BEGIN
{
	setopt("sandwich");
	setopt("quiet", "perhaps");
	setopt("strsize", "1k");
	name = "stackindent";
	setopt(name, "deep");
	exit(0);
}
