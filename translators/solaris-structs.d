/*
 * What scripts for Solaris follow from a thread: its process, their files, its processor. None of it
 * lies in memory so. A pointer to one of these points to what Linux has instead, and each member is made
 * when it is asked for: a translator from a struct to itself, or to one whose name begins with __, gives
 * the struct members that it does not have (see check/expressions/views.ts).
 */

#pragma D depends_on library procfs.d
#pragma D depends_on library io.d
#pragma D depends_on library block.d

/*
 * A file with its name: a struct path; or, as such structs lie at even places, what a mount covers: the struct
 * vfsmount, and 1; or a name alone: the struct dentry, and 2, seen where its file system was mounted first. 2
 * alone is swap space.
 */
typedef struct vnode {
	char *v_path;			/* NULL: it has none, as sockets and pipes */
	int v_type;
	uint_t v_flag;
	struct vfs *v_vfsp;
	void *v_data;
	uint_t v_count;
} vnode_t;

inline int VNON = 0;
inline int VREG = 1;
inline int VDIR = 2;
inline int VBLK = 3;
inline int VCHR = 4;
inline int VLNK = 5;
inline int VFIFO = 6;
inline int VDOOR = 7;
inline int VPROC = 8;
inline int VSOCK = 9;
inline int VPORT = 10;
inline int VBAD = 11;

inline int __vtype_of[int format] =
	format == 0100000 ? VREG : format == 0040000 ? VDIR : format == 0060000 ? VBLK :
	format == 0020000 ? VCHR : format == 0120000 ? VLNK : format == 0010000 ? VFIFO :
	format == 0140000 ? VSOCK : VNON;

inline int __is_covered[vnode_t *V] = (uintptr_t)V & 1;
inline int __is_name[vnode_t *V] = (uintptr_t)V & 2;
inline int __is_swap[vnode_t *V] = (uintptr_t)V == 2;

inline struct dentry *__vnode_name[vnode_t *V] =
	__is_name[V] ? (struct dentry *)((uintptr_t)V - 2) : ((struct path *)V)->dentry;

inline struct vfsmount *__vnode_mount[vnode_t *V] =
	__is_covered[V] ? (struct vfsmount *)((uintptr_t)V - 1) :
	__is_name[V] ? __super_mount[((struct dentry *)((uintptr_t)V - 2))->d_sb] :
	((struct path *)V)->mnt;

/* For the probes of functions: src/providers/solaris-vnodes.ts. */
inline uintptr_t __vnode_of_name[struct dentry *D] = D == NULL ? 0 : (uintptr_t)D | 2;
inline uintptr_t __vnode_of_inode[struct inode *I] = __vnode_of_name[__inode_dentry[I]];

/* A pointer to a pointer that lies nowhere; it lives as long as the clause. */
this uint64_t *__box;
inline uint64_t *__boxed[uint64_t P] = (this->__box = (uint64_t *)alloca(8), *this->__box = P, this->__box);

/* SB_NOUSER: it has no place in any directory. */
translator struct vnode < struct vnode *V > {
	v_path = __is_covered[V] ? (char *)(__mount_path(__vnode_mount[V]) + 0) :
		__vnode_name[V]->d_sb->s_flags & 0x80000000 ? (char *)NULL :
		(char *)(__dentry_path(__vnode_name[V], __vnode_mount[V]) + 0);
	v_type = __is_covered[V] ? VDIR :
		__vnode_name[V]->d_inode == NULL ? VNON :
		__vtype_of[__vnode_name[V]->d_inode->i_mode & 0170000];
	v_flag = __is_swap[V] ? 0x40 /* VISSWAP */ : 0;
	v_vfsp = (struct vfs *)__vnode_mount[V];
	v_data = __is_covered[V] ? (void *)0 : (void *)__vnode_name[V]->d_inode;
};

/* A mounted file system: the struct vfsmount. */
typedef struct vfs {
	struct vnode *vfs_vnodecovered;
	dev_t vfs_dev;
	uint_t vfs_flag;
} vfs_t;

translator struct vfs < struct vfs *V > {
	vfs_vnodecovered = (struct vnode *)((uintptr_t)V | 1);
	vfs_dev = ((struct vfsmount *)V)->mnt_sb->s_dev;
};

/* An open file is Linux', with more members. */
typedef struct file file_t;

struct __file {
	struct vnode *f_vnode;
	offset_t f_offset;
	uint_t f_flag;			/* FREAD and FWRITE */
};

translator struct __file < struct file *F > {
	f_vnode = (struct vnode *)&F->f_path;
	f_offset = F->f_pos;
	f_flag = F->f_mode & 3;
};

/* The table of open files is one of pointers, as Linux has it. */
typedef struct uf_entry {
	struct file *uf_file;
} uf_entry_t;

typedef struct __uf_info {
	int fi_nfiles;
	uf_entry_t *fi_list;
} uf_info_t;

translator struct __uf_info < struct __uf_info *U > {
	fi_nfiles = ((struct task_struct *)U)->files->fdt->max_fds;
	fi_list = (uf_entry_t *)((struct task_struct *)U)->files->fdt->fd;
};

typedef struct __user {
	char u_comm[17];
	char u_psargs[80];
	struct vnode *u_cdir;
	struct vnode *u_rdir;
	struct __uf_info u_finfo;
	timestruc_t u_start;
} user_t;

translator struct __user < struct __user *U > {
	u_comm = ((struct task_struct *)U)->group_leader->comm;
	u_psargs = __psargs((struct task_struct *)U);
	u_cdir = (struct vnode *)&((struct task_struct *)U)->fs->pwd;
	u_rdir = (struct vnode *)&((struct task_struct *)U)->fs->root;
	u_finfo = *(struct __uf_info *)U;
};

typedef struct __pid {
	pid_t pid_id;
} __pid_t;

translator struct __pid < struct __pid *P > {
	pid_id = ((struct task_struct *)P)->tgid;
};

/* The task_struct of its first thread. */
typedef struct __proc {
	struct vnode *p_exec;
	struct __proc *p_parent;	/* NULL: it is the first */
	struct __pid *p_pidp;
	pid_t p_ppid;
	struct __user p_user;
	hrtime_t p_mstart;
	int p_lwpcnt;
	clock_t p_utime;		/* of the first thread, and of those that have ended; 1/100 s */
	clock_t p_stime;
	size_t p_brksize;
	caddr_t p_brkbase;
	size_t p_stksize;
	caddr_t p_usrstack;
	char p_stat;
} proc_t;

inline struct task_struct *__task_of[struct __proc *P] = (struct task_struct *)P;

translator struct __proc < struct __proc *P > {
	p_exec = (struct vnode *)&__task_of[P]->mm->exe_file->f_path;
	p_parent = __task_of[P]->pid == 0 ?
		(struct __proc *)0 : (struct __proc *)__task_of[P]->real_parent->group_leader;
	p_pidp = (struct __pid *)P;
	p_ppid = __task_of[P]->real_parent->tgid;
	p_user = *(struct __user *)P;
	p_mstart = __task_of[P]->start_time;
	p_lwpcnt = __task_of[P]->signal->nr_threads;
	p_utime = (__task_of[P]->utime + __task_of[P]->signal->utime) / 10000000;
	p_stime = (__task_of[P]->stime + __task_of[P]->signal->stime) / 10000000;
	p_brksize = __task_of[P]->mm->brk - __task_of[P]->mm->start_brk;
	p_brkbase = (caddr_t)__task_of[P]->mm->start_brk;
	p_stksize = __task_of[P]->mm->stack_vm * `_pagesize;
	p_usrstack = (caddr_t)__task_of[P]->mm->start_stack;
};

/* What waits for a processor: its run queue without what runs. */
typedef struct __dispq {
	int disp_nrunnable;
} disp_t;

translator struct __dispq < struct __dispq *D > {
	disp_nrunnable = ((struct rq *)D)->nr_running -
		(((struct rq *)D)->curr != ((struct rq *)D)->idle ? 1 : 0);
};

/* A processor: its struct rq. */
typedef struct __cpu {
	processorid_t cpu_id;
	struct __dispq *cpu_disp;
	struct task_struct *cpu_thread;
	struct task_struct *cpu_idle_thread;
} cpu_t;

translator struct __cpu < struct __cpu *C > {
	cpu_id = ((struct rq *)C)->cpu;
	cpu_disp = (struct __dispq *)C;
	cpu_thread = ((struct rq *)C)->curr;
	cpu_idle_thread = ((struct rq *)C)->idle;
};

/* illumos' stack_t; Linux' has its members in another order, and is a struct sigaltstack. */
typedef struct stack {
	void *ss_sp;
	size_t ss_size;
	int ss_flags;
} stack_t;

typedef struct stack32 {
	uint32_t ss_sp;
	uint32_t ss_size;
	int ss_flags;
} stack32_t;

typedef struct __lwp {
	uintptr_t lwp_ustack;		/* of a stack_t of the program */
} klwp_t;

/*
 * Where glibc keeps where a thread's stack lies and, behind it, how large it is. 0: it cannot be read, as of a thread
 * of another process, or is not where the thread's stack pointer is, as of a program without glibc.
 */
translator struct __lwp < struct __lwp *L > {
	lwp_ustack = __ustack_at[(struct task_struct *)L] != 0 &&
		uregs[R_SP] - __user_word(L, __ustack_at[(struct task_struct *)L]) <
			__user_word(L, __ustack_at[(struct task_struct *)L] + 8) ?
		__ustack_at[(struct task_struct *)L] : 0;
};

typedef struct task_struct kthread_t;

struct __kthread {
	struct __proc *t_procp;
	struct __cpu *t_cpu;
	struct __lwp *t_lwp;
	id_t t_tid;
	int t_pri;
};

translator struct __kthread < struct task_struct *T > {
	t_procp = (struct __proc *)T->group_leader;
	t_cpu = (struct __cpu *)T->se.cfs_rq->rq;
	t_lwp = (struct __lwp *)T;
	t_tid = T->pid;
	t_pri = xlate <lwpsinfo_t *> (T)->pr_pri;
};

/*
 * What a read or write is about: the registers of the system call. uio_resid is what is left of it. pread64() and
 * pwrite64() say where in the file.
 */
struct __uio_offset {
	offset_t _f;
};

typedef struct uio {
	ssize_t uio_resid;
	struct __uio_offset _uio_offset;
} uio_t;

translator struct uio < struct uio *U > {
	uio_resid = __is_returning[(struct pt_regs *)U] ?
		__call_size[(struct pt_regs *)U] - __call_result[(struct pt_regs *)U] :
		__call_size[(struct pt_regs *)U];
	_uio_offset = *(struct __uio_offset *)U;
};

translator struct __uio_offset < struct __uio_offset *U > {
	_f = __has_offset[(struct pt_regs *)U] ? __call_offset[(struct pt_regs *)U] :
		curthread->files->fdt->fd[__call_file[(struct pt_regs *)U]]->f_pos;
};

/* Never what anything points to. */
typedef struct __inode {
	uint64_t i_nextrio;
} inode_t;

typedef struct kstat {
	hrtime_t ks_crtime;
	struct kstat *ks_next;
	int ks_kid;
	char ks_module[31];
	uchar_t ks_resv;
	int ks_instance;
	char ks_name[31];
	uchar_t ks_type;
	char ks_class[31];
	uchar_t ks_flags;
	void *ks_data;
	uint_t ks_ndata;
	size_t ks_data_size;
	hrtime_t ks_snaptime;
} kstat_t;

typedef struct kstat32 {
	hrtime_t ks_crtime;
	uint32_t ks_next;
	int ks_kid;
	char ks_module[31];
	uint8_t ks_resv;
	int ks_instance;
	char ks_name[31];
	uint8_t ks_type;
	char ks_class[31];
	uint8_t ks_flags;
	uint32_t ks_data;
	uint32_t ks_ndata;
	uint32_t ks_data_size;
	hrtime_t ks_snaptime;
} kstat32_t;
