/*
 * -F: a call of the system is indented between => and <=; a second clause does not indent again.
 * @@nosort
 * @@runtest-opts: -F
 * @@trigger: /usr/bin/perl -e getppid()
 */
syscall::getppid:entry
/pid == $target/
{
}

syscall::getppid:entry
/pid == $target/
{
	trace(1);
}

syscall::getppid:return
/pid == $target/
{
	trace(2);
}
