/* Every form of store through a pointer into scratch memory. */
#pragma D option quiet

struct point {
	short x;
	int y;
};

struct point *keptpoint;

BEGIN
{
	this->text = (char *)alloca(8);
	this->text[0] = 'o';
	this->text[1] = 'k';
	*(this->text + 2) = '\0';
	printf("%s\n", stringof(this->text));

	this->text[0]++;
	--this->text[1];
	printf("%s\n", stringof(this->text));

	keptpoint = (struct point *)alloca(2 * sizeof (struct point));
	keptpoint->x = 70000;
	keptpoint[1].y = -5;
	keptpoint[1].y *= 3;
	printf("%d %d %d\n", keptpoint->x, keptpoint[1].y, keptpoint[1].y++);

	self->number = (int *)(keptpoint + 1);
	where["n"] = self->number + 1;
	*where["n"] |= 1;
	printf("%d\n", keptpoint[1].y);

	*(1 ? where["n"] : where["n"]) = 9;
	printf("%d\n", keptpoint[1].y);
	exit(0);
}
