#!/usr/sbin/dtrace -s
/*
 * weblatency: how long web servers take to answer what programs here ask them, by host.
 * USAGE: dtrace --tool weblatency [pid]		until Ctrl-C
 *
 * The time from a request (in clear text) to the first answer that is read from the same descriptor.
 */
#pragma D option quiet
#pragma D option defaultargs
#pragma D option strsize=1024

syscall::write:entry, syscall::sendto:entry
/pid != $pid && ($1 == 0 || pid == $1)/
{
	self->fd = arg0;
	self->text = arg1;
	self->start = timestamp;
}

syscall::write:return, syscall::sendto:return
/self->text && (int)arg0 > 16/
{
	this->text = copyinstr(self->text, arg0 < 1024 ? arg0 : 1023);
	this->host = strstr(this->text, " HTTP/1") != NULL ? strstr(this->text, "\nHost: ") : 0;
	host[pid, self->fd] = this->host != NULL ? strtok(substr(this->host, 7), "\r\n") : 0;
	asked[pid, self->fd] = this->host != NULL ? self->start : 0;
}

syscall::write:return, syscall::sendto:return
{
	self->fd = 0;
	self->text = 0;
	self->start = 0;
}

syscall::read:entry, syscall::recvfrom:entry
/asked[pid, arg0]/
{
	self->answer = arg0;
	self->asked = asked[pid, arg0];
}

syscall::read:return, syscall::recvfrom:return
/self->asked && (int)arg0 > 0/
{
	this->host = host[pid, self->answer];
	this->us = (timestamp - self->asked) / 1000;
	@count[this->host] = count();
	@average[this->host] = avg(this->us);
	@worst[this->host] = max(this->us);
	host[pid, self->answer] = 0;
	asked[pid, self->answer] = 0;
}

syscall::read:return, syscall::recvfrom:return
{
	self->answer = 0;
	self->asked = 0;
}

END
{
	printf("%-32s %8s %12s %12s\n", "HOST", "REQUESTS", "AVERAGE (us)", "WORST (us)");
	printa("%-32s %@8d %@12d %@12d\n", @count, @average, @worst);
}
