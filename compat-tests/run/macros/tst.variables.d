/* $pid, $ppid, $uid, $gid and their like. */
#pragma D option quiet

BEGIN
{
	printf("%d %d %d\n", $pid == pid, $ppid == ppid, $uid == uid);
	printf("%d %d\n", $euid == $uid, $egid == $gid);
	printf("%d %d\n", $pgid > 0, $sid >= 0);
	exit(0);
}
