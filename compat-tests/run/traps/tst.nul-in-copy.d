/*
 * A zero stored into what copyin() gave cuts the text.
 * @@trigger: /usr/bin/perl -e open(F,">/dev/null");syswrite(F,"GET-and-more",12)
 */
#pragma D option quiet

syscall::write:entry
/pid == $target && arg2 == 12/
{
	self->text = arg1;
}

syscall::write:return
/self->text/
{
	this->copy = (char *)copyin(self->text, 13);
	this->copy[3] = '\0';
	printf("%s|\n", stringof(this->copy));
	self->text = 0;
}
