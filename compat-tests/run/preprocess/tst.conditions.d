/*
 * Which lines count: what dtrace says of itself, and expressions.
 * @@runtest-opts: -C -D DEPTH=2
 */
#pragma D option quiet

BEGIN
{
#if defined(__SUNW_D) && __SUNW_D == 1 && defined __linux__
	printf("D on Linux\n");
#else
	this is no D
#endif
#ifdef NEVER
# if 1
	nor is "this
# endif
#elif DEPTH << 1 == 4 && !(DEPTH > 2)
	printf("deep %d\n", DEPTH);
#endif
#ifndef __sun
	printf("not Solaris\n");
#endif
	exit(0);
}
