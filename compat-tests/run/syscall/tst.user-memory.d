/*
 * Memory of the process: copyin() as text and by element, copyinstr() with a limit, tracemem().
 * @@trigger: /usr/bin/perl -e open(F,">/dev/null");syswrite(F,"hello");syswrite(F,"\1\2\3AB")
 * @@nosort
 */
#pragma D option quiet

syscall::write:entry
/pid == $target && arg2 == 5/
{
	this->p = (char *)copyin(arg1, 5);
	printf("%d %d %d", this->p[0], this->p[1], *(this->p + 4));
	tracemem(this->p, 5);
}

syscall::write:entry
/pid == $target && arg2 == 5 && copyinstr(arg1, 6) == "hello"/
{
	printf("[%s] [%s]", stringof(copyin(arg1, arg2)), copyinstr(arg1, 4));
}
