/* @@trigger: /bin/echo scratch memory */
/* Memory of the process is copied, cut, and overwritten. */
#pragma D option quiet

syscall::write:entry
/pid == $target/
{
	this->text = (char *)copyin(arg1, arg2);
	this->text[7] = '\0';
	printf("%s\n", stringof(this->text));
	this->more = (char *)alloca(16);
	copyinto(arg1 + 8, arg2 - 9, this->more);
	this->more[arg2 - 9] = '!';
	this->more[arg2 - 8] = '\0';
	printf("%s\n", stringof(this->more));
	exit(0);
}
