/* A union's members share its bytes; those of anonymous members are its own. */
#pragma D option quiet

union word {
	int all;
	char byte[4];
	struct {
		short low, high;
	};
};

struct packet {
	int kind;
	union {
		union word word;
		string name;
	};
};

union word g;
self union word t;
union word a[int, string];
struct packet p;

BEGIN
{
	g.all = 0x41424344;
	printf("%c%c%c%c %x %x\n", g.byte[0], g.byte[1], g.byte[2], g.byte[3], g.low, g.high);
	self->t = g;
	self->t.byte[1]++;
	a[1, "x"] = self->t;
	a[1, "x"].low = 7;
	printf("%x %x %x\n", self->t.all, a[1, "x"].all, a[1, "y"].all);
	p.word.byte[0] = 'X';
	p.word.byte[1] = 0;
	printf("%s %d\n", p.name, offsetof(struct packet, name));
	exit(0);
}
