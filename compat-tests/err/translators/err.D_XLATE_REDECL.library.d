translator psinfo_t < struct task_struct *T > { pr_pid = T->pid; };
BEGIN { exit(0); }
