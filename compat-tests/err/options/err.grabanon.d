/* Linux has nothing to trace before the first process runs. */
/* @@runtest-opts: -xgrabanon */

BEGIN
{
	exit(0);
}
