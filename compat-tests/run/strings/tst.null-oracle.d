/*
 * Oracle's dialect: NULL is less than any string, the empty one too; what was never set is empty.
 * @@nosort
 * @@runtest-opts: -xdialect=oracle
 */
#pragma D option quiet

string never;
this string part;

BEGIN
{
	printf("%d %d\n", never == NULL, never == "");
	s = "set";
	s = NULL;
	empty = "";
	printf("%d %d %d\n", s == NULL, s == empty, s != empty);
	printf("%d %d %d %d\n", s < empty, s <= empty, s > empty, s >= empty);
	printf("%d %d %d %d\n", empty < s, empty <= s, empty > s, empty >= s);
	t = s;
	printf("%d %d %d\n", t == s, t < s, t >= s);
	s = "again";
	printf("[%s] %d %d\n", s, s == NULL, t == NULL);
	this->part = "x";
	this->part = NULL;
	printf("%d %d\n", this->part == NULL, this->part == "");
	exit(0);
}
