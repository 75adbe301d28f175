/* A member of a translated value; the input is looked at once. */
#pragma D option quiet

struct point { int x; int y; };
struct size { int width; int height; string name; };

translator struct size < struct point P > {
	width = P.x * 2;
	height = P.y * 2;
	name = P.x == P.y ? "square" : "oblong";
};

translator struct size < int n > {
	width = n + n;
	name = lltostr(n);
};

struct point p;

BEGIN
{
	p.x = 3;
	p.y = 4;
	calls = 0;
	printf("%d %d %s\n", xlate <struct size> (p).width, xlate <struct size *> (p)->height,
	    xlate <struct size *> (p)->name);
	printf("%d %s %d\n", xlate <struct size> (calls += 5).width,
	    (*xlate <struct size *> (calls)).name, calls);
	exit(0);
}
