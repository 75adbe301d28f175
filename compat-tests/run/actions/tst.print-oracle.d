/*
 * What a pointer leads to, less what is zero, cut at printsize.
 * @@runtest-opts: -xdialect=oracle
 */
#pragma D option quiet

enum color { RED, GREEN = 7 };
struct point { int x; int y; };
struct thing {
	char name[8];
	struct point corner;
	enum color color;
	int none[3];
	uint64_t last;
};

BEGIN
{
	t = (struct thing *)alloca(sizeof (struct thing));
	t->name[0] = 'o';
	t->name[1] = 'k';
	t->corner.y = -4;
	t->color = GREEN;
	t->last = 0xffffffffffffffff;
	print(t);
	setopt("printsize", "16");
	print(t);
	exit(0);
}
