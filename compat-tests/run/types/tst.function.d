/*
 * A kernel function's address, and its name again.
 */
#pragma D option quiet

BEGIN
{
	printf("%a %a\n", &`vfs_read, (uint64_t)&`vfs_read + 4);
	sym((uintptr_t)&vmlinux`vfs_read);
	printf("\n");
	printf("%d\n", &`vfs_read == &vmlinux`vfs_read);
	exit(0);
}
