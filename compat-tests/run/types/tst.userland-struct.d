/*
 * Structures in user memory, and pointers found there.
 */
#pragma D option quiet

struct list {
	char *first;
	char *second;
};

BEGIN
{
	/* The strings of the process lie there one after the other, and their addresses on its stack. */
	this->stack = (userland uint64_t *)curthread->mm->start_stack;
	this->list = (userland struct list *)(this->stack + 1);
	this->name = this->list->first;
	printf("%d\n", this->stack[0] > 0);
	printf("%d\n", (uint64_t)this->name == curthread->mm->arg_start);
	printf("%d\n", stringof(this->name) == copyinstr(curthread->mm->arg_start));
	printf("%d\n", stringof(this->list->first) == stringof((char *)this->name));
	this->copy = *this->list;
	printf("%d\n", this->copy.first == this->name);
	printf("%d\n", this->list->second == (char *)this->name + strlen(stringof(this->name)) + 1);
	exit(0);
}

ERROR
{
	exit(1);
}
