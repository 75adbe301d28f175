/*
 * The types are those of each of a clause's descriptions.
 * @@trigger: /usr/bin/perl -e chdir("/");open(F,"/dev/null");close(F)
 * @@nosort
 */
#pragma D option quiet

syscall::chdir:entry, syscall::close:entry
/pid == $target && sizeof (args[0]) == 8/
{
	printf("an address\n");
	chdir = 1;
}

syscall::chdir:entry, syscall::close:entry
/pid == $target && chdir && sizeof (args[0]) == 4/
{
	printf("a number\n");
	exit(0);
}
