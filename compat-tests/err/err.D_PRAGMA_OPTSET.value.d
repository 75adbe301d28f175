/* A value that the option does not take. */
#pragma D option strsize=many
BEGIN
{
}
