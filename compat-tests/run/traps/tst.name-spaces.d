/* Enumerators, tags, aggregations and members of self have names of their own: those of builtins, too. */
#pragma D option quiet

enum state { BEGIN = 1, RUN } state;

BEGIN
{
	state = RUN;
	self->pid = 7;
	self->uid = 8;
	self->arg0 = 9;
	this->cpu = 10;
	@count = count();
	@max = max(3);
	printf("%d %d %d %d %d %d\n", state, BEGIN, self->pid, self->uid, self->arg0, this->cpu);
	printa("%@d ", @count);
	printa("%@d\n", @max);
	exit(0);
}
