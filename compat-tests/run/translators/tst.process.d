/* What the libraries say of the running thread agrees with the builtins. */
#pragma D option quiet

BEGIN
{
	printf("%d %d %d %d %d\n", curpsinfo->pr_pid == pid, curpsinfo->pr_ppid == ppid,
	    curpsinfo->pr_uid == uid, curlwpsinfo->pr_lwpid == tid, curpsinfo->pr_addr == (uintptr_t)curthread);
	printf("%s %s\n", curpsinfo->pr_fname, curlwpsinfo->pr_name == execname ? "same" : "other");
	printf("%c %d\n", curlwpsinfo->pr_sname, curlwpsinfo->pr_state == SONPROC);
	printf("%d %d\n", strlen(curpsinfo->pr_psargs) < 80, strlen(execargs) >= strlen(curpsinfo->pr_psargs));
	printf("%d\n", strstr(execargs, execname) != NULL);
	printf("%d %d %d\n", curcpu->cpu_id == cpu, pset, chip >= 0 && lgrp >= 0);
	printf("%d\n", ipl);
	exit(0);
}
