/* The saved registers of user mode: its stack is in the lower half of memory. */
#pragma D option quiet

BEGIN
{
	printf("%d %d\n", uregs[R_SP] != 0, uregs[R_SP] >> 56);
	printf("%d\n", uregs[R_PC] != 0);
	exit(0);
}
