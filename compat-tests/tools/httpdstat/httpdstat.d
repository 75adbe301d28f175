#!/usr/sbin/dtrace -s
/*
 * httpdstat: connections and requests of a web server every second, by method.
 * USAGE: dtrace --tool httpdstat pid		until Ctrl-C
 */
#pragma D option quiet

BEGIN
{
	accepts = gets = heads = posts = others = 0;
	printf("%-20s %8s %8s %8s %8s %8s\n", "TIME", "ACCEPTS", "GET", "HEAD", "POST", "OTHER");
}

syscall::accept:return
/pid == $1 && errno == 0/
{
	accepts++;
	accepted[arg0] = 1;
}

syscall::read:entry, syscall::recvfrom:entry
/pid == $1 && accepted[arg0]/
{
	self->text = arg1;
}

syscall::read:return, syscall::recvfrom:return
/self->text && (int)arg0 > 4/
{
	this->method = strtok(copyinstr(self->text, 16), " ");
	gets += this->method == "GET";
	heads += this->method == "HEAD";
	posts += this->method == "POST";
	others += this->method == "PUT" || this->method == "DELETE" || this->method == "OPTIONS";
}

syscall::read:return, syscall::recvfrom:return
{
	self->text = 0;
}

tick-1s, END
{
	printf("%-20Y %8d %8d %8d %8d %8d\n", walltimestamp, accepts, gets, heads, posts, others);
	accepts = gets = heads = posts = others = 0;
}
