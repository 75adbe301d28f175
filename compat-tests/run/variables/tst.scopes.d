/* The same name in three scopes is three variables; names of builtins serve in scopes, too. */
#pragma D option quiet

BEGIN
{
	x = 1;
	self->x = 2;
	this->x = 3;
	self->pid = 4;
	this->cpu = 5;
	@x = sum(6);
	printf("%d %d %d %d %d\n", x, self->x, this->x, self->pid, this->cpu);
	exit(0);
}
