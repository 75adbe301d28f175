/*
 * stack(): a line for each frame, 14 columns in, as module, function and offset; as many as asked for.
 * @@nosort
 * @@trigger: /usr/bin/perl -e getppid()
 */
#pragma D option quiet

syscall::getppid:entry
/pid == $target/
{
	stack(2);
	printf("--\n");
	stack();
	printf("%s\n", stackdepth > 2 && caller != 0 ? "deep" : "flat");
}
