/* 0 empties what dynamic storage has of a struct or string; there is room for two elements. */
#pragma D option quiet
#pragma D option dynvarsize=64

struct pair { long a, b; };
this struct pair p;
self struct pair t;

BEGIN
{
	this->p.a = 1;
	x[1] = this->p;
	x[2] = this->p;
	x[1] = 0;
	this->p.a = 3;
	x[3] = this->p;
	printf("%d %d %d\n", x[1].a, x[2].a, x[3].a);
	self->t = this->p;
	self->t = 0;
	printf("%d\n", self->t.a);
	exit(0);
}
