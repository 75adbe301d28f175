/*
 * Processes and threads as proc(5) of Solaris has them. Members without a translation are things
 * that Linux does not keep: to ask for them is an error.
 */

#pragma D depends_on library sched.d
#pragma D depends_on library solaris.d

typedef struct timestruc {
	long tv_sec;
	long tv_nsec;
} timestruc_t;

typedef struct lwpsinfo {
	int pr_flag;
	int pr_lwpid;
	uintptr_t pr_addr;		/* the task_struct */
	uintptr_t pr_wchan;		/* NULL: what it sleeps on is not known */
	char pr_stype;			/* SOBJ_NONE */
	char pr_state;
	char pr_sname;
	char pr_nice;
	short pr_syscall;
	char pr_oldpri;
	char pr_cpu;
	int pr_pri;
	ushort_t pr_pctcpu;
	ushort_t pr_pad;
	timestruc_t pr_start;
	timestruc_t pr_time;
	char pr_clname[8];
	char pr_name[16];
	processorid_t pr_onpro;
	processorid_t pr_bindpro;
	psetid_t pr_bindpset;
	int pr_lgrp;
	int pr_filler[4];
} lwpsinfo_t;

typedef id_t taskid_t;
typedef id_t dprojid_t;
typedef id_t poolid_t;

typedef struct psinfo {
	int pr_flag;
	int pr_nlwp;			/* threads */
	pid_t pr_pid;
	pid_t pr_ppid;
	pid_t pr_pgid;
	pid_t pr_sid;
	uid_t pr_uid;
	uid_t pr_euid;
	gid_t pr_gid;
	gid_t pr_egid;
	uintptr_t pr_addr;		/* the task_struct */
	size_t pr_size;
	size_t pr_rssize;		/* less some pages that processors have not reported yet */
	size_t pr_pad1;
	struct tty_struct *pr_ttydev;	/* -1: it has no terminal */
	ushort_t pr_pctcpu;
	ushort_t pr_pctmem;
	timestruc_t pr_start;
	timestruc_t pr_time;
	timestruc_t pr_ctime;
	char pr_fname[16];
	char pr_psargs[80];
	int pr_wstat;
	int pr_argc;
	uintptr_t pr_argv;
	uintptr_t pr_envp;
	char pr_dmodel;
	char pr_pad2[3];
	taskid_t pr_taskid;
	dprojid_t pr_projid;
	int pr_nzomb;
	poolid_t pr_poolid;
	zoneid_t pr_zoneid;		/* the number of its pid namespace, if that is not the first */
	id_t pr_contract;
	int pr_filler[1];
	lwpsinfo_t pr_lwp;
} psinfo_t;

inline char PR_MODEL_UNKNOWN = 0;
inline char PR_MODEL_ILP32 = 1;
inline char PR_MODEL_LP64 = 2;

inline int PR_STOPPED = 0x00000001;
inline int PR_ISTOP = 0x00000002;
inline int PR_DSTOP = 0x00000004;
inline int PR_ISSYS = 0x00001000;
inline int PR_IDLE = 0x10000000;

inline char SSLEEP = 1;
inline char SRUN = 2;
inline char SZOMB = 3;
inline char SSTOP = 4;
inline char SIDL = 5;
inline char SONPROC = 6;
inline char SWAIT = 7;

inline int SOBJ_NONE = 0;
inline int SOBJ_MUTEX = 1;
inline int SOBJ_RWLOCK = 2;
inline int SOBJ_CV = 3;
inline int SOBJ_SEMA = 4;
inline int SOBJ_USER = 5;
inline int SOBJ_USER_PI = 6;
inline int SOBJ_SHUTTLE = 7;

inline int PIDTYPE_PID = 0;
inline int PIDTYPE_TGID = 1;
inline int PIDTYPE_PGID = 2;
inline int PIDTYPE_SID = 3;

translator timestruc_t < hrtime_t N > {
	tv_sec = N / 1000000000;
	tv_nsec = N % 1000000000;
};

/* CLOCK_REALTIME of what CLOCK_MONOTONIC is. */
inline hrtime_t __start_time[struct task_struct *T] =
	(hrtime_t)(walltimestamp - timestamp + T->start_time);

/* Pages of files, anonymous ones and shared ones; an array of counters before Linux 6.2. */
inline long __resident[struct mm_struct *M] = defined(M->rss_stat[0].count) ?
	M->rss_stat[0].count + M->rss_stat[1].count + M->rss_stat[3].count :
	M->rss_stat.count[0].counter + M->rss_stat.count[1].counter + M->rss_stat.count[3].counter;

/* The stack of a new program begins with argc, argv[], a null pointer, and envp[]. */
inline uint64_t __argc[struct task_struct *T] =
	T->mm != NULL ? __user_word(T, T->mm->start_stack) : 0;

/* thread_info.status of x86 has TS_COMPAT in a system call of a 32-bit program only. */
translator psinfo_t < struct task_struct *T > {
	pr_nlwp = T->signal->nr_threads;
	pr_pid = T->tgid;
	pr_ppid = T->real_parent->tgid;
	pr_pgid = T->signal->pids[PIDTYPE_PGID]->numbers[0].nr;
	pr_sid = T->signal->pids[PIDTYPE_SID]->numbers[0].nr;
	pr_uid = T->cred->uid.val;
	pr_euid = T->cred->euid.val;
	pr_gid = T->cred->gid.val;
	pr_egid = T->cred->egid.val;
	pr_addr = (uintptr_t)T;
	pr_size = T->mm != NULL ? T->mm->total_vm * (`_pagesize / 1024) : 0;
	pr_rssize = T->mm != NULL ? __resident[T->mm] * (`_pagesize / 1024) : 0;
	pr_start = xlate <timestruc_t> (__start_time[T]);
	pr_ctime = xlate <timestruc_t> ((hrtime_t)(T->signal->cutime + T->signal->cstime));
	pr_ttydev = T->signal->tty != NULL ? T->signal->tty : (struct tty_struct *)-1;
	pr_fname = T->group_leader->comm;
	pr_psargs = __psargs(T);
	pr_wstat = 0;
	pr_argc = __argc[T];
	pr_argv = T->mm != NULL ? T->mm->start_stack + 8 : 0;
	pr_envp = T->mm != NULL ? T->mm->start_stack + 8 * (__argc[T] + 2) : 0;
	pr_dmodel = T->mm != NULL && T->mm->task_size <= 0x100000000 ? PR_MODEL_ILP32 : PR_MODEL_LP64;
	pr_taskid = 0;
	pr_projid = 0;
	pr_nzomb = 0;
	pr_poolid = 0;
	pr_zoneid = T->thread_pid == NULL || T->thread_pid->level == 0 ?
		0 : T->nsproxy->pid_ns_for_children->ns.inum;
	pr_contract = 0;
	pr_lwp = xlate <lwpsinfo_t> (T);
};

/* EXIT_DEAD and EXIT_ZOMBIE. */
inline int __task_exited[struct task_struct *T] =
	(T->exit_state & 0x30) != 0 || (__task_state[T] & __DEAD) != 0;

/* PF_KTHREAD, and PF_IO_WORKER, which no program has made. */
inline int __task_kernel[struct task_struct *T] = (T->flags & 0x00200010) != 0;

translator lwpsinfo_t < struct task_struct *T > {
	pr_flag = (__task_state[T] & __STOPPED ? PR_STOPPED : 0) |
		(__task_kernel[T] ? PR_ISSYS : 0) | (T->pid == 0 ? PR_IDLE : 0);
	pr_lwpid = T->pid;
	pr_addr = (uintptr_t)T;
	pr_wchan = 0;
	pr_stype = SOBJ_NONE;
	pr_state = __task_exited[T] ? SZOMB :
		__task_state[T] & __SLEEPING ? SSLEEP :
		__task_state[T] & __STOPPED ? SSTOP :
		defined(T->on_cpu) && T->on_cpu ? SONPROC : SRUN;
	pr_sname = __task_exited[T] ? 'Z' :
		__task_state[T] & __SLEEPING ? 'S' :
		__task_state[T] & __STOPPED ? 'T' :
		defined(T->on_cpu) && T->on_cpu ? 'O' : 'R';
	pr_nice = T->static_prio - 100;
	pr_pri = T->prio >= 100 && __task_kernel[T] ? 60 : __linux_pri[T->prio];
	pr_clname = __task_kernel[T] ? "SYS" :
		T->policy == 1 || T->policy == 2 ? "RT" :
		T->policy == 5 ? "IDLE" :
		T->policy == 6 ? "DL" : "TS";
	pr_start = xlate <timestruc_t> (__start_time[T]);
	pr_time = xlate <timestruc_t> ((hrtime_t)T->se.sum_exec_runtime);
	pr_name = T->comm;
	pr_onpro = __task_cpu[T];
	pr_cpu = __task_cpu[T];
	pr_bindpro = T->nr_cpus_allowed == 1 ? __task_cpu[T] : -1;
	pr_bindpset = -1;
	pr_lgrp = 0;
};

inline psinfo_t *curpsinfo = xlate <psinfo_t *> (curthread);
#pragma D attributes Stable/Stable/Common curpsinfo

inline lwpsinfo_t *curlwpsinfo = xlate <lwpsinfo_t *> (curthread);
#pragma D attributes Stable/Stable/Common curlwpsinfo

inline string cwd = d_path(&curthread->fs->pwd);
#pragma D attributes Stable/Stable/Common cwd

inline string root = d_path(&curthread->fs->root);
#pragma D attributes Stable/Stable/Common root

/* A container is a zone: it has the name of its host. */
inline string zonename = curthread->thread_pid == NULL || curthread->thread_pid->level == 0 ?
	"global" : stringof(curthread->nsproxy->uts_ns->name.nodename);
#pragma D attributes Stable/Stable/Common zonename
