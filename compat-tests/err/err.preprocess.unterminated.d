/*
 * What the preprocessor itself finds wrong is said before dtrace gives up.
 * @@runtest-opts: -C
 */
#if 1
#define
BEGIN
{
	exit(0);
}
