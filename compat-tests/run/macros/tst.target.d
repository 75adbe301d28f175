/* $target is the pid of -c, whose end ends the run; its calls are seen from the first on. */
#pragma D option quiet

/* @@trigger: /usr/bin/perl -e getppid() */
syscall::getppid:entry
/pid == $target/
{
	printf("%s %d\n", execname, ppid == $pid);
}
