/* Sizes and offsets of structures. */
#pragma D option quiet

struct point {
	char tag;
	int x;
	short y;
	long long far;
};
union both {
	int a;
	char text[11];
};

BEGIN
{
	printf("%d %d\n", sizeof (struct point), sizeof (union both));
	printf("%d %d %d\n", offsetof(struct point, x), offsetof(struct point, y), offsetof(struct point, far));
	printf("%d %d\n", sizeof (int *), sizeof (uint16_t));
	exit(0);
}
