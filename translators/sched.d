/* Processors. The compiler fills one cpuinfo_t for each: see lang/variables/cpu.ts. */

inline int P_OFFLINE = 1;
inline int P_ONLINE = 2;

typedef struct processor_info {
	int pi_state;			/* P_ONLINE */
	char pi_processor_type[16];
	char pi_fputypes[32];
	int pi_clock;			/* MHz */
} processor_info_t;

typedef struct cpuinfo {
	processorid_t cpu_id;
	psetid_t cpu_pset;		/* Linux has none: 0 */
	chipid_t cpu_chip;		/* the package */
	lgrp_id_t cpu_lgrp;		/* the NUMA node */
	processor_info_t cpu_info;
} cpuinfo_t;

typedef short pri_t;

/*
 * Priorities as Solaris counts them: time-sharing threads have 0 to 59, the kernel's 60 and more, real-time
 * threads 100 to 159. Linux has 0 to 99 for the last, the highest first, and 100 to 139 for the others.
 */
inline pri_t __linux_pri[int prio] =
	prio < 0 ? 169 : prio < 100 ? 100 + (99 - prio) * 59 / 99 : 59 - (prio - 100) * 59 / 39;

inline pri_t __nice_pri[int nice] =
	__linux_pri[nice < -20 ? 100 : nice > 19 ? 139 : 120 + nice];

/* A thread that holds what a better one waits for runs with the priority of that. */
inline pri_t __inherited_pri[struct task_struct *holder, struct task_struct *waiter] =
	__linux_pri[waiter != NULL && waiter->prio < holder->normal_prio ? waiter->prio : holder->normal_prio];

/* TASK_INTERRUPTIBLE and TASK_UNINTERRUPTIBLE; stopped and traced; dead. A long before Linux 5.14. */
inline uint64_t __task_state[struct task_struct *T] =
	defined(T->__state) ? T->__state : T->state;

inline int __SLEEPING = 0x03;
inline int __STOPPED = 0x0c;
inline int __DEAD = 0x80;

/* Without CONFIG_THREAD_INFO_IN_TASK's like, before Linux 5.16, elsewhere. */
inline int __task_cpu[struct task_struct *T] =
	defined(T->thread_info.cpu) ? T->thread_info.cpu : T->cpu;

/* TASK_ON_RQ_MIGRATING: it is in a queue, and is to be in another one. */
inline int __migrates[struct task_struct *T] = T->on_rq == 2;

/*
 * What is woken comes into a queue, unless it was preempted on its way to sleep and is in one: such
 * threads have no time of coming.
 */
inline int __comes[struct task_struct *T] =
	!defined(T->sched_info.last_queued) || T->sched_info.last_queued != 0;

inline cpuinfo_t *__cpu_info[int n] = (cpuinfo_t *)__cpuinfo + (n - cpu);

inline cpuinfo_t *curcpu = (cpuinfo_t *)__cpuinfo;
#pragma D attributes Stable/Stable/Common curcpu

inline psetid_t pset = curcpu->cpu_pset;
#pragma D attributes Stable/Stable/Common pset

inline chipid_t chip = curcpu->cpu_chip;
#pragma D attributes Stable/Stable/Common chip

inline lgrp_id_t lgrp = curcpu->cpu_lgrp;
#pragma D attributes Stable/Stable/Common lgrp
