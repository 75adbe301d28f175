/*
 * The running thread by its kernel structure says what the builtin variables say.
 */
#pragma D option quiet

BEGIN
{
	printf("%d %d %d\n", curthread->pid == tid, curthread->tgid == pid,
	    curthread->real_parent->tgid == ppid);
	printf("%d %d\n", curthread->cred->uid.val == uid, curthread->cred->gid.val == gid);
	printf("%d\n", curthread->comm == execname);
	printf("%d\n", curthread->group_leader->pid == pid);
	printf("%d\n", curthread->se.sum_exec_runtime > 0);
	exit(0);
}
