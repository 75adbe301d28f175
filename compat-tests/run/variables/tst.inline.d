/* Inlines: constants, expressions, and those with parameters. */
#pragma D option quiet

inline int limit = 10;
inline int twice = limit * 2;
inline string greeting = "hello";
inline int square[int n] = n * n;

BEGIN
{
	printf("%d %d %s %d\n", limit, twice, greeting, square[7]);
	exit(0);
}
