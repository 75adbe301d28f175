/* As an operand a bit-field is as wide as it is: an unsigned one meets a number of any sign. */
#pragma D option quiet

struct bits {
	unsigned int few : 3;
	unsigned int all : 32;
	unsigned int most : 20;
} g;

BEGIN
{
	g.few = 2;
	g.all = 2;
	minus = (int)-5;
	printf("%d %d %d\n", g.few > minus, g.few - 5 < 0, (g.few + minus) / 3);
	printf("%d %d\n", g.all > minus, g.all - 5 < 0);
	printf("%d\n", sizeof(struct bits));
	this->p = (struct bits *)alloca(sizeof(struct bits));
	*this->p = g;
	this->p->most = 0xfffff;
	this->p->most++;
	printf("%d %d\n", this->p->most, this->p->few);
	exit(0);
}
