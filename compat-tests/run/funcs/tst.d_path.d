/*
 * Names from the kernel's directory entries, over the borders of mounts.
 * @@trigger: /usr/bin/perl -e chdir(q(/proc/sys));getppid()
 */
#pragma D option quiet

syscall::getppid:entry
/pid == $target/
{
	printf("%s\n", d_path(&curthread->fs->pwd));
	printf("%s\n", d_path(&curthread->fs->root));
	printf("%s\n", basename(d_path(&curthread->mm->exe_file->f_path)));
	exit(0);
}
