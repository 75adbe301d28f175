/* Names of errors, signals and flags cost nothing to a program that does not say them. */
#pragma D option quiet

BEGIN
{
	printf("%d %d %d %d\n", ENOENT, EWOULDBLOCK, SIGKILL, CLD_DUMPED);
	printf("%o %o %d %d\n", O_CREAT, O_SYNC, PR_MODEL_LP64, SSLEEP);
	printf("%d %d\n", defined(curthread->pid), defined(curthread->no_such_member));
	exit(0);
}
