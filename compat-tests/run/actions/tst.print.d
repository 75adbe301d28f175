/* Values with their types and names: a member a line, four columns a level. */
#pragma D option quiet

enum color { RED, GREEN = 7 };
struct point { int x; int y; };
struct thing {
	char name[8];
	struct point corner[2];
	enum color color;
	char letter;
	int low:4;
	int high:4;
	union { short half; char bytes[2]; } u;
	int none[3];
};

int list[2];
string words[2];

BEGIN
{
	t = (struct thing *)alloca(sizeof (struct thing));
	bcopy("gadget", &t->name[0], 7);
	t->corner[1].y = 0;
	t->color = GREEN;
	t->letter = 'q';
	print(*t);
}

BEGIN
{
	printf("\n");
	print("text");
	print('c');
	print((char)'c');
	print(t->color);
	print(t->name);
	print(t->none);
	list[1] = 7;
	print(list);
	words[1] = "b";
	print(words);
	exit(0);
}
