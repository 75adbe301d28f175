/* ?: with integers and strings, nested, and to the right. */
#pragma D option quiet

BEGIN
{
	n = 2;
	printf("%s\n", n == 1 ? "one" : n == 2 ? "two" : "many");
	printf("%d\n", n > 1 ? n * 10 : -1);
	s = n > 5 ? "big" : "small";
	printf("%s\n", s);
	printf("%d\n", sizeof (n ? 1 : 2ll));
	exit(0);
}
