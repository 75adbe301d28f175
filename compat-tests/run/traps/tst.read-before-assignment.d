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
	pending["x"] = 1;
}

BEGIN
/self->last != 0/
{
	pending["x"]++;
	printf("%d\n", pending["x"]);
	exit(0);
}
