/* A struct keeps its members in every kind of variable, and moves between them as a whole. */
#pragma D option quiet

struct inner {
	int x;
	char c;
	short list[3];
};

struct outer {
	char tag;
	struct inner in;
	struct inner rows[4];
	string text;
};

struct outer global;
self struct outer thread;
this struct outer local;
struct outer table[int];

BEGIN
{
	n = 2;
	global.tag = 'g';
	global.in.list[2] = -7;
	global.rows[n].x = 12;
	global.rows[n].x += 30;
	global.rows[n].x++;
	global.rows[2].list[n - 1] = 99;
	global.text = "hello";
	self->thread = global;
	this->local = self->thread;
	table[3] = this->local;
}

BEGIN
{
	printf("%c %d %d %d %s\n", global.tag, global.in.list[n], global.rows[n].x,
	    global.rows[n].list[1], global.text);
	printf("%c %d %s\n", self->thread.tag, self->thread.rows[n].x, self->thread.text);
	printf("%c %d %s\n", this->local.tag, this->local.rows[n].x, this->local.text);
	printf("%c %d %s\n", table[3].tag, table[3].rows[n].x, table[3].text);
}

/* Their parts are made when they are first stored, from zeros. */
BEGIN
{
	table[4].rows[n].list[n] = 9;
	self->late.x = 0;
	printf("%d %d %d\n", table[4].rows[2].list[2], table[4].rows[2].list[1], table[5].in.x);
	self->thread.in.x -= 4;
	this->local.in.list[1]--;
	printf("%d %d\n", self->thread.in.x, this->local.in.list[1]);
	exit(0);
}

self struct inner late;
