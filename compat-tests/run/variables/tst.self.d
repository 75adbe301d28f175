/* self-> keeps its value from probe to probe of a thread: BEGIN and END run in the same one. */
#pragma D option quiet

self int declared;

BEGIN
{
	printf("%d\n", self->declared);
	self->declared = 3;
	self->x = 4;
	self->name = "thread";
	self->list[1, "k"] = 9;
	exit(0);
}

END
{
	printf("%d %d %s %d %d\n", self->declared, self->x, self->name, self->list[1, "k"], self->list[2, "k"]);
	self->x = 0;
	printf("%d\n", self->x);
}
