/* Translated values behind inlines, with and without parameters. */
#pragma D option quiet

struct pair { int first; int second; };

translator struct pair < int n > {
	first = n;
	second = n * n;
};

inline struct pair *five = xlate <struct pair *> (5);
inline struct pair pairs[int n] = xlate <struct pair> (n + 1);

BEGIN
{
	printf("%d %d %d\n", five->second, pairs[2].first, pairs[9].second);
	exit(0);
}
