/*
 * Enumerators of the kernel are constants of D; those of the program come first.
 */
#pragma D option quiet

enum own { BPF_MAP_TYPE_HASH = 77 };
enum pid_type kind;

BEGIN
{
	kind = PIDTYPE_TGID;
	printf("%d %d %d\n", kind, PIDTYPE_PID, BPF_MAP_TYPE_HASH);
	printf("%d %d\n", (enum pid_type)2, sizeof(enum pid_type));
	exit(0);
}
