/* Strings and structs of 4 KiB: as values, keys, in arrays; more of them than per-CPU memory holds. */
#pragma D option quiet
#pragma D option strsize=4096

struct page {
	char bytes[4096];
	int end;
};

struct page g, list[10];
this struct page l1, l2, l3, l4, l5, l6, l7, l8, l9;
self struct page t;
struct page table[string];
string words[4];

BEGIN
{
	g.bytes[0] = 'a';
	g.bytes[4095] = 'z';
	g.end = 42;
	list[9] = g;
	this->l1 = list[9];
	self->t = this->l1;
	table["x"] = self->t;
	this->l2 = table["x"];
	this->l3 = this->l2;
	this->l4 = this->l3;
	this->l5 = this->l4;
	this->l6 = this->l5;
	this->l7 = this->l6;
	this->l8 = this->l7;
	this->l9 = this->l8;
	printf("%c%c%d\n", this->l9.bytes[0], this->l9.bytes[4095], this->l9.end);
}

BEGIN
{
	s = "abc";
	s = strjoin(s, probename);
	self->s = strjoin(s, s);
	x[s] = self->s;
	x[self->s] = "yes";
	words[2] = x[s];
	printf("%s %s %s %s\n", s, x[s], x[self->s], words[2]);
	printf("%d %d\n", s == self->s, words[2] == self->s);
	@[s, x[s]] = count();
	exit(0);
}
