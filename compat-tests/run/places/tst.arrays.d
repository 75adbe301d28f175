/* Arrays of one and more dimensions, of scalars, structs, enums, pointers and strings. */
#pragma D option quiet

enum color { RED, GREEN = 5, BLUE };
typedef struct point { int x, y; } point_t;

int grid[3][4];
point_t points[2];
enum color colors[3];
int *where[2];
string words[3];
self long sums[4];
this short few[5];

BEGIN
{
	i = 2;
	j = 3;
	grid[i][j] = 5;
	grid[i][j] *= 3;
	grid[1][1] = grid[i][j] - 1;
	printf("%d %d %d\n", grid[2][3], grid[1][1], grid[0][0]);

	points[1].x = -1;
	points[0] = points[i - 1];
	printf("%d %d\n", points[0].x, points[0].y);

	colors[1] = BLUE;
	printf("%d %d\n", colors[1], colors[0]);

	where[1] = &grid[2][3];
	printf("%d %d\n", *where[1], where[0] == NULL);

	words[i] = "three";
	words[0] = strjoin("o", "ne");
	printf("%s %s %s.\n", words[0], words[1], words[2]);

	self->sums[i]++;
	self->sums[i] += 1000000000000;
	printf("%d %d\n", self->sums[2], self->sums[3]);

	this->few[4] = 0x12345;
	this->few[i] = this->few[4]--;
	printf("%x %x\n", this->few[2], this->few[4]);

	printf("%d %d %d %d\n", sizeof(grid), sizeof(grid[0]), sizeof(points), sizeof(words[0]));
	exit(0);
}
