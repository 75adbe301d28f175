/* A comment that is never closed. */
BEGIN
{
}
/* open
