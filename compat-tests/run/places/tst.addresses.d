/* The memory of arrays and members has addresses, through which it can be read. */
#pragma D option quiet

struct node { int value; struct node *next; };
struct node nodes[3];
int a[4];
int *p;
void *any;
char text[8];

BEGIN
{
	a[0] = 10;
	a[1] = 20;
	a[3] = 40;
	p = a;
	q = &a[1];
	any = q;
	printf("%d %d %d %d\n", p[3], *(p + 1), *q, *(int *)any);
	printf("%d %d\n", &a[3] - p, (int)((uintptr_t)&a[3] - (uintptr_t)&a[0]));
	nodes[0].next = &nodes[2];
	nodes[2].value = 7;
	nodes[2].next = &nodes[1];
	nodes[1].value = 8;
	printf("%d %d\n", nodes[0].next->value, nodes[0].next->next->value);
	text[0] = 'o';
	text[1] = 'k';
	printf("%s %s %d\n", text, stringof(text), strlen(text));
	exit(0);
}
