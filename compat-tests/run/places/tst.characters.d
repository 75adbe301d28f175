/* Single characters of strings, to read and to write. */
#pragma D option quiet

struct named {
	int id;
	string name;
};

struct named n;
string list[2];

BEGIN
{
	i = 2;
	s = "abcdef";
	printf("%c%c%c%c\n", s[0], s[i], *s, "xyz"[i]);
	printf("%s %s\n", s + i, 1 + s);
	s[1] = 'X';
	s[i]++;
	printf("%s %d\n", s, s[6]);
	n.name = s;
	n.name[0] = 'Q';
	list[1] = n.name;
	list[1][5] = '!';
	printf("%s %s %s\n", s, n.name, list[1]);
	self->s = "thread";
	self->s[i] = 'R';
	a[1] = "array";
	a[1][i] = 'R';
	this->s = "local";
	this->s[i] = 'C';
	printf("%s %s %s\n", self->s, a[1], this->s);
	exit(0);
}
