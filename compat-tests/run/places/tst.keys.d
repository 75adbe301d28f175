/* Structs and arrays as keys: equal bytes are equal keys. */
#pragma D option quiet

struct pair { int a; char b; };
struct pair p, q;
char name[8];

BEGIN
{
	p.a = q.a = 1;
	p.b = q.b = 'x';
	seen[p] = 1;
	seen[q]++;
	printf("%d\n", seen[p]);
	q.b = 'y';
	printf("%d\n", seen[q]);
	name[0] = 'k';
	by[name, 1] = 5;
	name[0] = 'l';
	printf("%d ", by[name, 1]);
	name[0] = 'k';
	printf("%d\n", by[name, 1]);
	exit(0);
}
