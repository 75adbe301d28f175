/* Signals of Linux, why a child's SIGCHLD came, and the machine faults of Solaris. */

inline int SIGHUP = 1;
inline int SIGINT = 2;
inline int SIGQUIT = 3;
inline int SIGILL = 4;
inline int SIGTRAP = 5;
inline int SIGABRT = 6;
inline int SIGIOT = 6;
inline int SIGBUS = 7;
inline int SIGFPE = 8;
inline int SIGKILL = 9;
inline int SIGUSR1 = 10;
inline int SIGSEGV = 11;
inline int SIGUSR2 = 12;
inline int SIGPIPE = 13;
inline int SIGALRM = 14;
inline int SIGTERM = 15;
inline int SIGSTKFLT = 16;
inline int SIGCHLD = 17;
inline int SIGCLD = 17;
inline int SIGCONT = 18;
inline int SIGSTOP = 19;
inline int SIGTSTP = 20;
inline int SIGTTIN = 21;
inline int SIGTTOU = 22;
inline int SIGURG = 23;
inline int SIGXCPU = 24;
inline int SIGXFSZ = 25;
inline int SIGVTALRM = 26;
inline int SIGPROF = 27;
inline int SIGWINCH = 28;
inline int SIGIO = 29;
inline int SIGPOLL = 29;
inline int SIGPWR = 30;
inline int SIGSYS = 31;

/* Of those before it, the C library keeps two for itself. */
inline int SIGRTMIN = 34;
inline int SIGRTMAX = 64;

inline int CLD_EXITED = 1;
inline int CLD_KILLED = 2;
inline int CLD_DUMPED = 3;
inline int CLD_TRAPPED = 4;
inline int CLD_STOPPED = 5;
inline int CLD_CONTINUED = 6;

inline int FLTILL = 1;
inline int FLTPRIV = 2;
inline int FLTBPT = 3;
inline int FLTTRACE = 4;
inline int FLTACCESS = 5;
inline int FLTBOUNDS = 6;
inline int FLTIOVF = 7;
inline int FLTIZDIV = 8;
inline int FLTFPE = 9;
inline int FLTSTACK = 10;
inline int FLTPAGE = 11;
inline int FLTWATCH = 12;

typedef struct siginfo {
	int si_signo;
	int si_code;
	int si_errno;
	pid_t si_pid;			/* of what another process or a child sends */
	uid_t si_uid;
	int si_status;			/* of SIGCHLD: exit status or signal */
	void *si_addr;			/* of a fault */
	long si_band;			/* of SIGPOLL */
	int si_fd;
	id_t si_ctid;
	zoneid_t si_zoneid;
} siginfo_t;

/* The kernel has NULL for the plain signal of a process, and 1 for its own. */
inline struct kernel_siginfo *__signal_info[struct kernel_siginfo *I] =
	(uintptr_t)I <= 1 ? (struct kernel_siginfo *)NULL : I;

inline int __fault_signal[int sig] =
	sig == SIGILL || sig == SIGTRAP || sig == SIGBUS || sig == SIGFPE || sig == SIGSEGV;

/* Codes above 0 are the kernel's. */
inline int __is_fault[int sig, struct kernel_siginfo *I] =
	__fault_signal[sig] && (uintptr_t)I > 1 && I->si_code > 0;

inline int __fault[int sig, int code] =
	sig == SIGSEGV ? FLTBOUNDS :
	sig == SIGBUS ? FLTACCESS :
	sig == SIGILL ? (code == 5 ? FLTPRIV : FLTILL) :
	sig == SIGTRAP ? (code == 2 ? FLTTRACE : FLTBPT) :
	code == 1 ? FLTIZDIV : code == 2 ? FLTIOVF : FLTFPE;

/* A signal without one has all zeros. */
translator siginfo_t < struct kernel_siginfo *I > {
	si_signo = I == NULL ? 0 : I->si_signo;
	si_code = I == NULL ? 0 : I->si_code;
	si_errno = I == NULL ? 0 : I->si_errno;
	si_pid = I == NULL || __is_fault[I->si_signo, I] ? 0 : I->_sifields._kill._pid;
	si_uid = I == NULL || __is_fault[I->si_signo, I] ? 0 : I->_sifields._kill._uid;
	si_status = I != NULL && I->si_signo == SIGCHLD ? I->_sifields._sigchld._status : 0;
	si_addr = I != NULL && __is_fault[I->si_signo, I] ? (void *)I->_sifields._sigfault._addr : NULL;
	si_band = I != NULL && I->si_signo == SIGPOLL ? I->_sifields._sigpoll._band : 0;
	si_fd = I != NULL && I->si_signo == SIGPOLL ? I->_sifields._sigpoll._fd : 0;
	si_ctid = 0;
	si_zoneid = 0;
};

/* SIGNAL_GROUP_EXIT: all threads of the process come to an end together, by SIGKILL. */
inline int __group_exits[struct task_struct *T] = (T->signal->flags & 4) != 0;

/* What wait(2) tells of a process whose last thread comes to its end. */
inline int __exit_code[struct task_struct *T] =
	__group_exits[T] ? T->signal->group_exit_code : T->group_leader->exit_code;

inline int __exit_reason[int code] =
	(code & 0x7f) == 0 ? CLD_EXITED : (code & 0x80) != 0 ? CLD_DUMPED : CLD_KILLED;

/* The signal that a SIGKILL of the kernel's own stands for. */
inline int __signal[int sig] = sig == SIGKILL ? curthread->signal->group_exit_code & 0x7f : sig;

/* SIG_IGN; and threads that only end with the others have got no signal. */
inline int __is_handled[int sig, struct k_sigaction *A] =
	(uintptr_t)A->sa.sa_handler != 1 &&
	(sig != SIGKILL || (tid == pid && __group_exits[curthread] && __signal[sig] != 0));
