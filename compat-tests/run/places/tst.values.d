/* Structs as values: chosen by a condition, assigned in a chain, recorded. */
#pragma D option quiet

struct point { int x, y; };
struct point a, b;

BEGIN
{
	i = 1;
	a.x = 1;
	b.y = 2;
	c = i > 0 ? a : b;
	printf("%d %d\n", c.x, (i < 1 ? a : b).y);
	d = e = b;
	printf("%d %d\n", d.y, (f = a).x);
	this->v = *(struct point *)&b.x;
	printf("%d\n", this->v.y);
	trace(b);
	exit(0);
}
