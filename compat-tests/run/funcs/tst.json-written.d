/*
 * What another process writes, picked apart as it is written: json() over the bytes of a write().
 * @@trigger: /usr/bin/perl -e open(F,q(>/dev/null));syswrite(F,q({"user":{"name":"ann","ids":[7,{"main":42}]},"ok":true}))
 */
#pragma D option quiet

syscall::write:entry
/pid == $target/
{
	this->text = copyinstr(arg1, arg2);
	printf("%s\n", json(this->text, "user.name"));
	printf("%s\n", json(this->text, "user.ids[1].main"));
	printf("%s\n", json(this->text, "user.ids"));
	printf("%d %d\n", json(this->text, "ok") == "true", json(this->text, "no.such") == NULL);
	exit(0);
}
