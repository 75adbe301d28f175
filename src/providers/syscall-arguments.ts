/**
 * What the system calls of Linux take, made by scripts/generate-syscall-arguments.ts: lists of types,
 * and the calls that have them.
 */
const table = `
__kernel_old_time_t *: time
aio_context_t: io_destroy
aio_context_t, long, long, struct io_event *, struct __kernel_timespec *: io_getevents
aio_context_t, long, long, struct io_event *, struct __kernel_timespec *, const struct __aio_sigset *:
  io_pgetevents
aio_context_t, long, struct iocb **: io_submit
aio_context_t, struct iocb *, struct io_event *: io_cancel
cap_user_header_t, cap_user_data_t: capget capset
char *: shmdt
char *, char *, char *, unsigned long, void *: mount
char *, int: setdomainname sethostname umount2
char *, size_t, unsigned int: getrandom
char *, struct __kernel_old_timeval *: utimes
char *, struct utimbuf *: utime
char *, unsigned long: getcwd
clockid_t, const struct __kernel_timespec *: clock_settime
clockid_t, int, const struct __kernel_timespec *, struct __kernel_timespec *: clock_nanosleep
clockid_t, struct __kernel_timespec *: clock_getres clock_gettime
clockid_t, struct __kernel_timex *: clock_adjtime
clockid_t, struct sigevent *, timer_t *: timer_create
const char *: acct chdir chroot mq_unlink rmdir swapoff unlink
const char *, char *, int: readlink
const char *, char *, size_t: listxattr llistxattr
const char *, const char *: link lremovexattr pivot_root removexattr rename symlink
const char *, const char *, const char *, key_serial_t: request_key
const char *, const char *, const void *, size_t, int: lsetxattr setxattr
const char *, const char *, const void *, size_t, key_serial_t: add_key
const char *, const char *, void *, size_t: getxattr lgetxattr
const char *, const char *const *, const char *const *: execve
const char *, int: access swapon
const char *, int, const char *: symlinkat
const char *, int, umode_t: open
const char *, int, umode_t, struct mq_attr *: mq_open
const char *, long: truncate
const char *, struct stat *: lstat stat
const char *, struct statfs *: statfs
const char *, uid_t, gid_t: chown lchown
const char *, umode_t: chmod creat mkdir
const char *, umode_t, unsigned int: mknod
const char *, unsigned int: delete_module fsopen memfd_create
const sigset_t *, siginfo_t *, const struct __kernel_timespec *, size_t: rt_sigtimedwait
const stack_t *, stack_t *: sigaltstack
const struct landlock_ruleset_attr *, size_t, __u32: landlock_create_ruleset
const struct mnt_id_req *, struct statmount *, size_t, unsigned int: statmount
const struct mnt_id_req *, u64 *, size_t, unsigned int: listmount
gid_t: setfsgid setgid
gid_t *, gid_t *, gid_t *: getresgid
gid_t, gid_t: setregid
gid_t, gid_t, gid_t: setresgid
int: epoll_create epoll_create1 exit exit_group inotify_init1 mlockall pkey_free
  sched_get_priority_max sched_get_priority_min syncfs umask userfaultfd
int *: pipe set_tid_address
int *, int: pipe2
int *, unsigned long *, unsigned long, unsigned long, unsigned long: get_mempolicy
int, __s32: inotify_rm_watch
int, __u32: landlock_restrict_self
int, char *, int: shmat syslog
int, char *, size_t: flistxattr
int, const char *: fremovexattr
int, const char *, char *, int: readlinkat
int, const char *, const char *const *, const char *const *, int: execveat
int, const char *, const void *, size_t, int: fsetxattr
int, const char *, int: faccessat finit_module unlinkat
int, const char *, int, const char *: renameat
int, const char *, int, const char *, int: linkat
int, const char *, int, const char *, unsigned int: move_mount renameat2
int, const char *, int, int: faccessat2
int, const char *, int, umode_t: openat
int, const char *, struct __kernel_old_timeval *: futimesat
int, const char *, struct __kernel_timespec *, int: utimensat
int, const char *, struct file_attr *, size_t, unsigned int: file_getattr file_setattr
int, const char *, struct file_handle *, void *, int: name_to_handle_at
int, const char *, struct open_how *, size_t: openat2
int, const char *, struct stat *, int: newfstatat
int, const char *, u32: inotify_add_watch
int, const char *, uid_t, gid_t, int: fchownat
int, const char *, umode_t: fchmodat mkdirat
int, const char *, umode_t, unsigned int: fchmodat2 mknodat
int, const char *, unsigned int: fspick open_tree
int, const char *, unsigned int, char *, size_t: listxattrat
int, const char *, unsigned int, const char *: removexattrat
int, const char *, unsigned int, const char *, const struct xattr_args *, size_t: setxattrat
int, const char *, unsigned int, const char *, struct xattr_args *, size_t: getxattrat
int, const char *, unsigned int, struct mount_attr *, size_t: mount_setattr open_tree_attr
int, const char *, unsigned int, unsigned int, struct statx *: statx
int, const char *, void *, size_t: fgetxattr
int, const struct iovec *, size_t, int, unsigned int: process_madvise
int, const struct iovec *, unsigned long, unsigned int: vmsplice
int, const struct sigaction *, struct sigaction *, size_t: rt_sigaction
int, const unsigned long *, unsigned long: set_mempolicy
int, enum landlock_rule_type, const void *, __u32: landlock_add_rule
int, fd_set *, fd_set *, fd_set *, struct __kernel_old_timeval *: select
int, fd_set *, fd_set *, fd_set *, struct __kernel_timespec *, void *: pselect6
int, gid_t *: getgroups setgroups
int, int: getpriority ioprio_get listen setns shutdown timerfd_create
int, int, const struct __kernel_itimerspec *, struct __kernel_itimerspec *: timerfd_settime
int, int, int: ioprio_set setpriority socket
int, int, int, char *, int: setsockopt
int, int, int, char *, int *: getsockopt
int, int, int, int *: socketpair
int, int, int, struct epoll_event *: epoll_ctl
int, int, int, unsigned long: semctl
int, int, loff_t *, size_t: sendfile
int, int, loff_t, loff_t: fallocate
int, int, siginfo_t *, unsigned int: pidfd_send_signal
int, int, size_t, unsigned int: tee
int, int, struct msqid_ds *: msgctl
int, int, struct shmid_ds *: shmctl
int, int, unsigned int: pidfd_getfd
int, int, unsigned int, void *: reboot
int, int, unsigned long, const char *, unsigned long: kexec_file_load
int, loff_t *, int, loff_t *, size_t, unsigned int: copy_file_range splice
int, loff_t, loff_t, unsigned int: sync_file_range
int, loff_t, size_t: readahead
int, loff_t, size_t, int: fadvise64
int, pid_t, struct siginfo *, int, struct rusage *: waitid
int, sigset_t *, sigset_t *, size_t: rt_sigprocmask
int, sigset_t *, size_t: signalfd
int, sigset_t *, size_t, int: signalfd4
int, struct __kernel_itimerspec *: timerfd_gettime
int, struct __kernel_old_itimerval *: getitimer
int, struct __kernel_old_itimerval *, struct __kernel_old_itimerval *: setitimer
int, struct epoll_event *, int, const struct __kernel_timespec *, const sigset_t *, size_t:
  epoll_pwait2
int, struct epoll_event *, int, int: epoll_wait
int, struct epoll_event *, int, int, const sigset_t *, size_t: epoll_pwait
int, struct file_handle *, int: open_by_handle_at
int, struct mmsghdr *, unsigned int, unsigned int: sendmmsg
int, struct mmsghdr *, unsigned int, unsigned int, struct __kernel_timespec *: recvmmsg
int, struct msgbuf *, size_t, int: msgsnd
int, struct msgbuf *, size_t, long, int: msgrcv
int, struct robust_list_head **, size_t *: get_robust_list
int, struct rusage *: getrusage
int, struct sembuf *, unsigned int: semop
int, struct sembuf *, unsigned int, const struct __kernel_timespec *: semtimedop
int, struct sockaddr *, int: bind connect
int, struct sockaddr *, int *: accept getpeername getsockname
int, struct sockaddr *, int *, int: accept4
int, struct user_msghdr *, unsigned int: recvmsg sendmsg
int, union bpf_attr *, unsigned int: bpf
int, unsigned int: process_mrelease
int, unsigned int, __u64, int, const char *: fanotify_mark
int, unsigned int, const char *, const void *, int: fsconfig
int, unsigned int, int: membarrier
int, unsigned int, unsigned int: fsmount
int, unsigned long: arch_prctl
int, unsigned long, unsigned long: sysfs
int, unsigned long, unsigned long, unsigned long, unsigned long: keyctl prctl
int, void *, size_t, unsigned int, struct sockaddr *, int: sendto
int, void *, size_t, unsigned int, struct sockaddr *, int *: recvfrom
int, void *, unsigned long: modify_ldt
key_t, int: msgget
key_t, int, int: semget
key_t, size_t, int: shmget
long, long, unsigned long, unsigned long: ptrace
mqd_t, char *, size_t, unsigned int *, const struct __kernel_timespec *: mq_timedreceive
mqd_t, const char *, size_t, unsigned int, const struct __kernel_timespec *: mq_timedsend
mqd_t, const struct mq_attr *, struct mq_attr *: mq_getsetattr
mqd_t, const struct sigevent *: mq_notify
pid_t: getpgid getsid sched_getscheduler
pid_t, const struct iovec *, unsigned long, const struct iovec *, unsigned long, unsigned long:
  process_vm_readv process_vm_writev
pid_t, int: kill tkill
pid_t, int *, int, struct rusage *: wait4
pid_t, int, siginfo_t *: rt_sigqueueinfo
pid_t, int, struct sched_param *: sched_setscheduler
pid_t, pid_t: setpgid
pid_t, pid_t, int: tgkill
pid_t, pid_t, int, siginfo_t *: rt_tgsigqueueinfo
pid_t, pid_t, int, unsigned long, unsigned long: kcmp
pid_t, struct __kernel_timespec *: sched_rr_get_interval
pid_t, struct sched_attr *, unsigned int: sched_setattr
pid_t, struct sched_attr *, unsigned int, unsigned int: sched_getattr
pid_t, struct sched_param *: sched_getparam sched_setparam
pid_t, unsigned int: pidfd_open
pid_t, unsigned int, const struct rlimit64 *, struct rlimit64 *: prlimit64
pid_t, unsigned int, unsigned long *: sched_getaffinity sched_setaffinity
pid_t, unsigned long, const unsigned long *, const unsigned long *: migrate_pages
pid_t, unsigned long, const void **, const int *, int *, int: move_pages
sigset_t *, size_t: rt_sigpending rt_sigsuspend
struct __kernel_old_timeval *, struct timezone *: gettimeofday settimeofday
struct __kernel_timespec *, struct __kernel_timespec *: nanosleep
struct __kernel_timex *: adjtimex
struct clone_args *, size_t: clone3
struct futex_waitv *, unsigned int, int, int: futex_requeue
struct futex_waitv *, unsigned int, unsigned int, struct __kernel_timespec *, clockid_t:
  futex_waitv
struct new_utsname *: uname
struct perf_event_attr *, pid_t, int, int, unsigned long: perf_event_open
struct pollfd *, unsigned int, int: poll
struct pollfd *, unsigned int, struct __kernel_timespec *, const sigset_t *, size_t: ppoll
struct robust_list_head *, size_t: set_robust_list
struct rseq *, u32, int, u32: rseq
struct sysinfo *: sysinfo
struct tms *: times
timer_t: timer_delete timer_getoverrun
timer_t, int, const struct __kernel_itimerspec *, struct __kernel_itimerspec *: timer_settime
timer_t, struct __kernel_itimerspec *: timer_gettime
u32 *, int, u32, const struct __kernel_timespec *, u32 *, u32: futex
u32, struct io_uring_params *: io_uring_setup
u64 *, u32 *, u32: lsm_list_modules
uid_t: setfsuid setuid
uid_t *, uid_t *, uid_t *: getresuid
uid_t, uid_t: setreuid
uid_t, uid_t, uid_t: setresuid
unsigned int: alarm close dup eventfd fchdir fdatasync fsync iopl memfd_secret personality
unsigned int *, unsigned int *, struct getcpu_cache *: getcpu
unsigned int, aio_context_t *: io_setup
unsigned int, char *, size_t: read
unsigned int, char *, size_t, loff_t: pread64
unsigned int, const char *, qid_t, void *: quotactl
unsigned int, const char *, size_t: write
unsigned int, const char *, size_t, loff_t: pwrite64
unsigned int, int: eventfd2
unsigned int, off_t: ftruncate
unsigned int, off_t, unsigned int: lseek
unsigned int, struct cachestat_range *, struct cachestat *, unsigned int: cachestat
unsigned int, struct linux_dirent *, unsigned int: getdents
unsigned int, struct linux_dirent64 *, unsigned int: getdents64
unsigned int, struct lsm_ctx *, u32 *, u32: lsm_get_self_attr
unsigned int, struct lsm_ctx *, u32, u32: lsm_set_self_attr
unsigned int, struct rlimit *: getrlimit setrlimit
unsigned int, struct stat *: fstat
unsigned int, struct statfs *: fstatfs
unsigned int, struct ustat *: ustat
unsigned int, u32, u32, u32, const void *, size_t: io_uring_enter
unsigned int, uid_t, gid_t: fchown
unsigned int, umode_t: fchmod
unsigned int, unsigned int: dup2 fanotify_init flock
unsigned int, unsigned int, int: dup3
unsigned int, unsigned int, qid_t, void *: quotactl_fd
unsigned int, unsigned int, unsigned int: close_range
unsigned int, unsigned int, unsigned long: fcntl ioctl
unsigned int, unsigned int, void *: seccomp
unsigned int, unsigned int, void *, unsigned int: io_uring_register
unsigned long: brk unshare
unsigned long, const struct iovec *, unsigned long: readv writev
unsigned long, const struct iovec *, unsigned long, unsigned long, unsigned long: preadv pwritev
unsigned long, const struct iovec *, unsigned long, unsigned long, unsigned long, rwf_t: preadv2
  pwritev2
unsigned long, size_t: mlock munlock munmap
unsigned long, size_t, int: madvise mlock2 msync
unsigned long, size_t, unsigned char *: mincore
unsigned long, size_t, unsigned long: mprotect mseal
unsigned long, size_t, unsigned long, int: pkey_mprotect
unsigned long, unsigned long: pkey_alloc
unsigned long, unsigned long, int: ioperm
unsigned long, unsigned long, int *, int *, unsigned long: clone
unsigned long, unsigned long, struct kexec_segment *, unsigned long: kexec_load
unsigned long, unsigned long, unsigned int: map_shadow_stack
unsigned long, unsigned long, unsigned long, const unsigned long *, unsigned long, unsigned int:
  mbind
unsigned long, unsigned long, unsigned long, unsigned long: set_mempolicy_home_node
unsigned long, unsigned long, unsigned long, unsigned long, unsigned long: mremap
  remap_file_pages
unsigned long, unsigned long, unsigned long, unsigned long, unsigned long, unsigned long: mmap
void *, unsigned long, const char *: init_module
void *, unsigned long, int, unsigned int: futex_wake
void *, unsigned long, unsigned long, unsigned int, struct __kernel_timespec *, clockid_t:
  futex_wait
`;

/** The types of a call's arguments as C writes them, by its name; absent: it has none. */
export const syscallArguments: ReadonlyMap<string, readonly string[]> = new Map(
  [...table.matchAll(/^(\S.*?):((?:\s.*\n)(?: .*\n)*)/gm)].flatMap(([, types = '', names = '']) =>
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, types.split(', ')] as const),
  ),
);
