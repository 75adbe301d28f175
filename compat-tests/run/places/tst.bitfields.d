/* Bit-fields: stored in their width, read with their sign, next to each other. */
#pragma D option quiet

struct bits {
	int low : 3;
	unsigned int high : 7;
	long wide : 35;
	int plain;
	unsigned char last : 1;
};

struct bits g;
self struct bits t;
struct bits a[int];
struct bits list[3];

BEGIN
{
	g.low = 3;
	g.high = 0x7f;
	g.wide = 0x3ffffffff;
	g.plain = -1;
	printf("%d %d %d %d %d\n", g.low, g.high, g.wide, g.plain, g.last);
	g.low++;
	g.high += 2;
	g.wide <<= 1;
	g.last--;
	printf("%d %d %d %d %d\n", g.low, g.high, g.wide, g.plain, g.last);
	printf("%d %d\n", g.low = 13, g.low++);
	self->t = g;
	self->t.high |= 0x40;
	a[1].high = self->t.high;
	i = 2;
	list[i] = self->t;
	list[i].low--;
	printf("%d %d %d %d\n", self->t.high, a[1].high, list[2].low, sizeof(struct bits));
	exit(0);
}
