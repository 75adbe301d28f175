/* A variable may be read before it has a value: in the clause that gives it one, and with !. */
#pragma D option quiet

BEGIN
/self->last == 0/
{
	printf("first\n");
	self->last = timestamp;
}

BEGIN
/!pending["x"]/
{
	printf("none\n");
}

BEGIN
/self->last != 0/
{
	pending["x"] += 2;
	printf("%d\n", pending["x"]);
	exit(0);
}
