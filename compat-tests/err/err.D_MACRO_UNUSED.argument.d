/*
 * An argument that the script does not refer to.
 * @@runtest-opts: one
 */
BEGIN
{
}
