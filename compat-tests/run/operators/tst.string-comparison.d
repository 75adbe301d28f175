/* Strings compare by their bytes. */
#pragma D option quiet

BEGIN
{
	a = "apple";
	b = "banana";
	printf("%d%d%d%d%d%d\n", a < b, a <= b, a > b, a >= b, a == b, a != b);
	printf("%d%d\n", a == "apple", a != "apple");
	printf("%d%d%d\n", a < "apples", "" < a, "Apple" < a);
	printf("%d\n", strjoin("app", "le") == a);
	printf("%d\n", "\xff" > "a");
	exit(0);
}
