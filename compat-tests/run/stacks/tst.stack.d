/*
 * stack(): a line for each frame, 14 columns in, as module, function and offset; as many as asked for.
 * How many there are depends on what the kernel's compiler has inlined.
 * @@nosort
 * @@trigger: /usr/bin/perl -e getppid()
 */
#pragma D option quiet

syscall::getppid:entry
/pid == $target/
{
	stack(1);
	printf("--\n");
	stack();
	printf("%s\n", stackdepth > 1 && caller != 0 ? "deep" : "flat");
}
