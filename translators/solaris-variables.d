/*
 * Variables of Solaris' kernel: `name is __kernel_name. (What only user space can tell is in
 * types/solaris-variables.ts.)
 */

#pragma D depends_on library solaris-structs.d

struct k_anoninfo {
	unsigned long ani_max;		/* all swap space, in pages */
	unsigned long ani_free;
	unsigned long ani_phys_resv;	/* what is used of it: Linux reserves none */
	unsigned long ani_mem_resv;
	unsigned long ani_locked_swap;
};

/* The process id given last: of the first namespace, which every thread has a number in. */
inline int __kernel_mpid = curthread->thread_pid->numbers[0].ns->idr.idr_next - 1;

inline struct vfs *__kernel_rootvfs = (struct vfs *)curthread->fs->root.mnt;

inline struct new_utsname __kernel_utsname = curthread->nsproxy->uts_ns->name;
inline string __kernel_architecture = stringof(curthread->nsproxy->uts_ns->name.machine);
inline string __kernel_platform = stringof(curthread->nsproxy->uts_ns->name.machine);

/* Linux swaps no processes, and needs no reserve for it. */
inline int __kernel_nswapped = 0;
inline int __kernel_swapfs_minfree = 0;
inline int __kernel_swapfs_reserve = 0;
inline int __kernel_needfree = 0;
inline int __kernel_hz = 100;
inline uint64_t __kernel_lbolt = timestamp / 10000000;
inline uint64_t __kernel_lbolt64 = timestamp / 10000000;
inline char *__kernel_panicstr = (char *)NULL;

/*
 * The driver of a device, by its major number. Linux' interrupts have an action instead: devi_major is its
 * place in a table of words that begins at 0.
 */
struct devnames {
	char *dn_name;
};

translator struct devnames < struct devnames *D > {
	dn_name = (char *)((struct irqaction *)D)->name;
};

inline struct devnames *__kernel_devnamesp = (struct devnames *)NULL;

/* An interrupt's action: struct irqaction. */
struct dev_info {
	uint64_t devi_major;
	int devi_instance;
};

translator struct dev_info < struct dev_info *D > {
	devi_major = (uint64_t)D / sizeof (struct devnames);
	devi_instance = ((struct irqaction *)D)->irq;
};
