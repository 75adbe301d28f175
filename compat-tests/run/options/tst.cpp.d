/*
 * -C runs the preprocessor, with -D, -U and conditionals.
 * @@runtest-opts: -C -DVALUE=7 -DNOT -UNOT
 */
#pragma D option quiet
#define TWICE(n) ((n) * 2)

BEGIN
{
#ifdef NOT
	printf("never\n");
#else
	printf("%d\n", TWICE(VALUE));
#endif
	exit(0);
}
