/* Who is traced in BEGIN: the tracer itself. */
#pragma D option quiet

BEGIN
{
	printf("%s %d %d\n", execname, pid == $pid, ppid == $ppid);
	printf("%d %d\n", tid == pid, uid == $uid && gid == $gid);
	exit(0);
}
