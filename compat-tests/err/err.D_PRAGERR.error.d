/* #error ends compilation. */
#error stop here
BEGIN
{
}
