/* @@trigger: cat /dev/null */
/* Names of directories and open files. */
#pragma D option quiet

syscall::read:entry
/pid == $target && fds[arg0].fi_pathname == "/dev/null"/
{
	printf("%s %s %s %s\n", fds[arg0].fi_name, fds[arg0].fi_dirname, fds[arg0].fi_fs, fds[arg0].fi_mount);
	printf("%d %d\n", fds[arg0].fi_offset, (fds[arg0].fi_oflags & O_ACCMODE) == O_RDONLY);
	printf("%s %d\n", fds[99999].fi_name, fds[-1].fi_offset);
	printf("%s %d\n", substr(cwd, 0, 1), strlen(cwd) >= 1);
	printf("%s\n", root);
	exit(0);
}
