import { onBio, READS, WRITES } from './block.ts';
import { counter, counting, faults, near, orAnyFault, silent } from './counts.ts';
import {
  type CallSource,
  type FunctionSource,
  type StableProbe,
  stableProvider,
} from './stable.ts';

const onEntry = (calls: readonly string[], when?: string): CallSource => ({
  calls,
  at: 'entry',
  ...(when === undefined ? {} : { when }),
});

const onReturn = (calls: readonly string[], when: string, value = '1'): CallSource => ({
  calls,
  at: 'return',
  when,
  values: [value],
});

/** Solaris' buffers are bios here: of pages of the page cache, or of other memory. */
const onDevice = (isRead: boolean, isCached: boolean, more = ''): StableProbe['sources'] => [
  onBio((bio) => ({
    when: [
      isRead ? READS : WRITES,
      `__bio_mapping[${bio}] ${isCached ? '!=' : '=='} NULL${more && ` && ${more}[${bio}]`}`,
    ].join(' && '),
  })),
];

const reads = ['read', 'readv', 'pread64', 'preadv', 'preadv2'];
const writes = ['write', 'writev', 'pwrite64', 'pwritev', 'pwritev2'];
/** These move bytes from one file to another. */
const copies = ['sendfile', 'copy_file_range'];

/** CLONE_VFORK and CLONE_THREAD; clone3 has the flags in memory. */
const VFORK = '0x4000';
const THREAD = '0x10000';

const forks = (kind: string): readonly CallSource[] => [
  onEntry(['clone'], `(arg0 & (${VFORK} | ${THREAD})) == ${kind}`),
  onEntry(['clone3'], `(arg0->flags & (${VFORK} | ${THREAD})) == ${kind}`),
];

/** Calls that begin with the name of a file, and those that have it second, behind a directory. */
const pathCalls = [
  ...['open', 'creat', 'stat', 'lstat', 'access', 'execve', 'chdir', 'chroot', 'chmod', 'chown'],
  ...['lchown', 'unlink', 'rename', 'link', 'symlink', 'readlink', 'mkdir', 'rmdir', 'mknod'],
  ...['truncate', 'utime', 'utimes', 'statfs', 'mount', 'umount2', 'getxattr', 'setxattr'],
  ...['openat', 'openat2', 'newfstatat', 'statx', 'faccessat', 'faccessat2', 'execveat'],
  ...['fchmodat', 'fchownat', 'unlinkat', 'renameat', 'renameat2', 'linkat', 'symlinkat'],
  ...['readlinkat', 'mkdirat', 'mknodat', 'utimensat'],
];

/** Solaris' clock looks 100 times a second what each processor does. */
const clock = 10_000_000n;

/** LCB_F_SPIN, _READ, _WRITE and _MUTEX of <trace/events/lock.h>. */
const contention = 'contention_begin(void *lock, unsigned int flags)';

/** Since Linux 6.4. */
const SENT = 'ipi_send_cpu';

/** A CPU may ask itself for work that must wait until interrupts are on. */
const TO_ANOTHER = 'target != cpu';

const sendsOne = (name: string): FunctionSource => ({
  function: `${name}(int target)`,
  at: 'entry',
  unless: SENT,
  when: TO_ANOTHER,
});

const switches = 'sched_switch(bool preempt, struct task_struct *prev, struct task_struct *next)';
const switchStates = [
  {
    event:
      'sched_switch(bool preempt, struct task_struct *prev, struct task_struct *next, unsigned int prev_state)',
    state: 'prev_state',
  },
  { event: switches, state: '__task_state[prev]' },
];

const buffers = near('bios of pages of the page cache', 'approximate');
const raw = near('bios of memory that is not in the page cache', 'approximate');

const probes: readonly StableProbe[] = [
  counter('bawrite', onDevice(false, true, '!__bio_sync'), buffers),
  counter('bread', onDevice(true, true), buffers),
  counter('bwrite', onDevice(false, true), buffers),
  counter(
    'cpu_ticks_idle',
    [{ periodNs: clock, when: 'pid == 0' }],
    near('a processor that sleeps is not interrupted for it', 'approximate'),
  ),
  counter('cpu_ticks_kernel', [{ periodNs: clock, when: 'pid != 0 && kernel_pc != 0' }]),
  counter('cpu_ticks_user', [{ periodNs: clock, when: 'user_pc != 0' }]),
  counter(
    'cpumigrate',
    [{ event: 'sched_migrate_task(struct task_struct *p, int dest_cpu)' }],
    near('in the thread that causes it'),
  ),
  counter('idlethread', [{ event: switches, when: 'next->pid == 0', task: 'next', order: 3 }], {
    functions: ['idle_enter'],
  }),
  counter(
    'inv_swtch',
    [
      switchStates.map(({ event, state }) => ({
        event,
        when: `prev->pid != 0 && (preempt || ${state} == 0)`,
      })),
    ],
    { functions: ['preempt'] },
  ),
  counter(
    'lread',
    [{ event: 'block_touch_buffer(struct buffer_head *bh)' }],
    near('of file systems that use buffer heads, as ext4 does for what is not data'),
  ),
  counter(
    'lwrite',
    [{ event: 'block_dirty_buffer(struct buffer_head *bh)' }],
    near('of file systems that use buffer heads, as ext4 does for what is not data'),
  ),
  counter('modload', [onReturn(['init_module', 'finit_module'], 'result == 0')]),
  counter('modunload', [onReturn(['delete_module'], 'result == 0')]),
  counter('msg', [onEntry(['msgsnd', 'msgrcv'])]),
  counter(
    'mutex_adenters',
    [{ event: contention, when: '(flags & 32) != 0 && (flags & 1) != 0' }],
    near('mutexes that are not free at once'),
  ),
  counter(
    'namei',
    [onEntry(pathCalls)],
    near('once for each system call that takes a path', 'approximate'),
  ),
  counter('nthreads', [
    { event: 'sched_process_fork(struct task_struct *parent, struct task_struct *child)' },
  ]),
  counter('phread', onDevice(true, false), raw),
  counter('phwrite', onDevice(false, false), raw),
  counter('procovf', [
    onReturn(['clone', 'clone3', 'fork', 'vfork'], 'result == -1 && errno == EAGAIN'),
  ]),
  counter('pswitch', [{ event: switches }], { functions: ['swtch'] }),
  counter(
    'readch',
    [onReturn([...reads, ...copies], 'result > 0', 'result')],
    near('sendfile and copy_file_range read, too', 'exact'),
  ),
  counter(
    'rw_rdfails',
    [{ event: contention, when: '(flags & 3) == 2' }],
    near('rw_semaphores that are not free at once'),
  ),
  counter(
    'rw_wrfails',
    [{ event: contention, when: '(flags & 5) == 4' }],
    near('rw_semaphores that are not free at once'),
  ),
  counter('sema', [onEntry(['semop', 'semtimedop'])]),
  counter('sysexec', [onEntry(['execve', 'execveat'])]),
  counter('sysfork', [onEntry(['fork']), ...forks('0')]),
  counter('sysread', [onEntry(reads)]),
  counter('sysvfork', [onEntry(['vfork']), ...forks(VFORK)]),
  counter('syswrite', [onEntry(writes)]),
  counter('trap', orAnyFault(faults.map((event) => ({ event }))), near('page faults only')),
  counter(
    'writech',
    [onReturn([...writes, ...copies], 'result > 0', 'result')],
    near('sendfile and copy_file_range write, too', 'exact'),
  ),
  counter(
    'xcalls',
    [
      // Before Linux 6.4, of x86.
      sendsOne('native_smp_send_reschedule'),
      sendsOne('native_send_call_func_single_ipi'),
      {
        function: 'native_send_call_func_ipi(const struct cpumask *targets)',
        at: 'entry',
        unless: SENT,
        values: ['__cpus[targets]'],
      },
      {
        event: `${SENT}(unsigned int target, unsigned long callsite, void *callback)`,
        when: TO_ANOTHER,
      },
      {
        event:
          'ipi_send_cpumask(const struct cpumask *cpumask, unsigned long callsite, void *callback)',
        values: ['__cpus[cpumask]'],
      },
    ],
    near('interrupts that a processor sends to another; of the first 256 processors'),
  ),
  ...silent('interrupt handlers of Linux do not block', ['intrblk']),
  ...silent('the processor that waits is not known', ['cpu_ticks_wait', 'wait_ticks_io']),
  ...silent('Linux does not count the characters of terminals and modems', [
    ...['canch', 'mdmint', 'outch', 'rawch', 'rcvint', 'xmtint'],
  ]),
  ...silent('Linux does not count what one file system does', [
    ...['ufsdirblk', 'ufsiget', 'ufsinopage', 'ufsipage'],
  ]),
];

/** The sysinfo provider (Dynamic Tracing Guide, "sysinfo Provider"): the counters of kstat's cpu:::sys. */
export const sysinfoProvider = stableProvider({ name: 'sysinfo', stability: counting, probes });
