/*
 * The process stops, and goes on when it is told so.
 * @@trigger: /usr/bin/perl -e getppid();print(qq(continued\n))
 */
#pragma D option quiet
#pragma D option destructive

syscall::getppid:entry
/pid == $target/
{
	stop();
	system("until grep -q ^State:.T /proc/%d/status; do sleep 0.01; done", pid);
	system("echo stopped; kill -CONT %d", pid);
}
