/**
 * System calls that Solaris 10 and illumos have (/etc/name_to_sysnum, and the names that systrace gave
 * to variants for large files). Programs may name them all: those that Linux has nothing like never fire.
 */
const text = `
access accept acct acctctl acl adjtime alarm audit auditsys autofssys bind brand brk chdir chmod chown
chroot cladm clock_getres clock_gettime clock_settime close connect context corectl cpc creat creat64
door dup evsys evtrapret exacctsys exec exece exit facl faccessat fchdir fchmod fchmodat fchown fchownat
fchroot fcntl fdsync fork fork1 forkall forksys fpathconf fsat fstat fstat64 fstatat fstatat64 fstatfs
fstatvfs fstatvfs64 fxstat getacct getcwd getdents getdents64 getegid geteuid getgid getgroups getitimer
getloadavg getmsg getpagesizes getpeername getpid getpmsg getrlimit getrlimit64 getsetcontext getsockname
getsockopt gettimeofday getuid gtime gtty hrtsys inst_sync install_utrap ioctl issetugid kaio kill
labelsys lchown lgrpsys link linkat listen llseek loadable lseek lstat lstat64 lwp_alarm lwp_cond_broadcast
lwp_cond_signal lwp_cond_wait lwp_continue lwp_create lwp_detach lwp_exit lwp_getprivate lwp_info lwp_kill
lwp_mutex_init lwp_mutex_lock lwp_mutex_register lwp_mutex_timedlock lwp_mutex_trylock lwp_mutex_unlock
lwp_mutex_wakeup lwp_park lwp_private lwp_rwlock_sys lwp_self lwp_sema_post lwp_sema_timedwait
lwp_sema_trywait lwp_sema_wait lwp_setprivate lwp_sigmask lwp_sigredirect lwp_sigtimedwait lwp_suspend
lwp_wait lxstat memcntl mincore mkdir mkdirat mknod mknodat mmap mmap64 mmapobj modctl mount mprotect
msgsys munmap nanosleep nfssys nice nosys ntp_adjtime ntp_gettime open open64 openat openat64 p_online
pathconf pause pcsample pgrpsys pipe plock pollsys poll port pread pread64 preadv priocntlsys privsys
processor_bind processor_info prof profil pset putmsg putpmsg pwrite pwrite64 pwritev rctlsys read readlink
readlinkat readv recv recvfrom recvmsg rename renameat resolvepath resuba rexit rmdir rpcsys rusagesys
schedctl secsys semsys send sendfilev sendmsg sendto setegid seteuid setgid setgroups setitimer setpgrp
setregid setreuid setrlimit setrlimit64 setsockopt setuid sharefs shmsys shutdown sidsys sigaction
sigaltstack signotify sigpending sigprocmask sigqueue sigresend sigsendset sigsendsys sigsuspend
sigtimedwait so_socket so_socketpair sockconfig stat stat64 statfs statvfs statvfs64 stime stty swapctl
symlink symlinkat sync sysconfig sysfs sysi86 systeminfo tasksys time timer_create timer_delete
timer_getoverrun timer_gettime timer_settime times uadmin ucredsys ulimit umask umount umount2 uname
unlink unlinkat ustat utime utimensat utimes utimesys utssys uucopy uucopystr vfork vhangup wait waitid
waitsys write writev xenix xmknod xstat yield zone
`;

export const solarisNames: ReadonlySet<string> = new Set(text.trim().split(/\s+/));
