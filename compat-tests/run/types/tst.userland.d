/*
 * Through a pointer to userland, memory of the process is loaded; without it that is a bad address.
 */
#pragma D option quiet

BEGIN
{
	this->text = (userland char *)curthread->mm->arg_start;
	printf("%d %d\n", *this->text != 0, this->text[0] == *this->text);
	printf("%d\n", strlen(stringof(this->text)) > 0);
	printf("%d\n", stringof(this->text) == copyinstr(curthread->mm->arg_start));
	printf("%d\n", stringof(this->text) == (userland string)curthread->mm->arg_start);
}

BEGIN
{
	trace(*(char *)curthread->mm->arg_start);
}

ERROR
{
	printf("%d\n", arg4);
	exit(0);
}
