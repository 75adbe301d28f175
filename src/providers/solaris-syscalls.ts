/**
 * What Solaris' system calls are on Linux, where the C library's functions of the same names enter the
 * kernel by others, with other arguments.
 */
export interface SolarisCall {
  readonly name: string;
  readonly on: readonly LinuxCall[];
  /** Types of args[]; absent: those of the first call. */
  readonly args?: readonly string[];
  /** All of its events are that one's, too: a glob that matches both means that one. */
  readonly within?: string;
  /** Linux' arguments are in the same places, so that a glob that matches its names means those. */
  readonly renamed?: boolean;
  readonly text?: string;
}

/** `arg0` to `arg5` are the call's, at its entry and at its return. */
export interface LinuxCall {
  readonly call: string;
  readonly when?: string;
  /** arg0 and on at entry; absent: the call's own. */
  readonly values?: readonly string[];
  /** Of arguments that these texts read memory through. */
  readonly pointers?: readonly string[];
}

/** What an argument is that points to 64-bit words of the program's. */
const words = 'userland uint64_t *';

function shifted(call: string, values: string, when?: string): LinuxCall {
  const numbers = values.split(' ').map((n) => `arg${n}`);
  return { call, values: numbers, ...(when === undefined ? {} : { when }) };
}

const same = (...calls: readonly string[]): readonly LinuxCall[] => calls.map((call) => ({ call }));

/** Linux tells threads, and parents that wait for their child's exec, by flags (linux/sched.h). */
const CLONE_THREAD = 0x10000;
const CLONE_VFORK = 0x4000;

function clones(mask: number, value: number, values: readonly string[] = []): readonly LinuxCall[] {
  return [
    { call: 'clone', when: `(arg0 & ${mask}) == ${value}`, values },
    { call: 'clone3', when: `(*arg0 & ${mask}) == ${value}`, values, pointers: [words] },
  ];
}

/** AT_SYMLINK_NOFOLLOW; AT_EMPTY_PATH, which counts only where there is a file descriptor. */
const NOFOLLOW = 0x100;
const onFile = (flags: string): string => `((${flags} & 0x1000) != 0 && (int)arg0 >= 0)`;
const onPath = (flags: string, nofollow: number): string =>
  `!${onFile(flags)} && (${flags} & ${NOFOLLOW}) == ${nofollow}`;

function statCalls(name: string, nofollow: number): readonly LinuxCall[] {
  return [
    ...same(name),
    shifted('newfstatat', '1 2', onPath('arg3', nofollow)),
    shifted('statx', '1 4', onPath('arg2', nofollow)),
  ];
}

const path = 'userland const char *';
const statArguments = [path, 'userland struct stat *'];

/** In all machines' Linux the C library has other calls for these. */
const gathered: readonly SolarisCall[] = [
  {
    name: 'open',
    on: [
      ...same('open'),
      shifted('openat', '1 2 3'),
      { call: 'openat2', values: ['arg1', 'arg2[0]', 'arg2[1]'], pointers: ['', '', words] },
    ],
    args: [path, 'int', 'int'],
  },
  {
    name: 'exece',
    on: [...same('execve'), shifted('execveat', '1 2 3')],
    args: [path, 'userland char **', 'userland char **'],
  },
  { name: 'rexit', on: same('exit_group'), args: ['int'] },
  {
    name: 'fork',
    on: [...same('fork', 'vfork'), ...clones(CLONE_THREAD, 0)],
    args: [],
    text: 'all that make a process, and no threads',
  },
  {
    name: 'fork1',
    on: [...same('fork', 'vfork'), ...clones(CLONE_THREAD, 0)],
    args: [],
    within: 'fork',
  },
  {
    name: 'forksys',
    on: [...same('fork', 'vfork'), ...clones(CLONE_THREAD, 0)],
    args: [],
    within: 'fork',
  },
  {
    name: 'vfork',
    on: [...same('vfork'), ...clones(CLONE_THREAD | CLONE_VFORK, CLONE_VFORK)],
    args: [],
    within: 'fork',
  },
  { name: 'stat', on: statCalls('stat', 0), args: statArguments },
  { name: 'lstat', on: statCalls('lstat', NOFOLLOW), args: statArguments },
  {
    name: 'fstat',
    on: [
      ...same('fstat'),
      shifted('newfstatat', '0 2', onFile('arg3')),
      shifted('statx', '0 4', onFile('arg2')),
    ],
    args: ['int', 'userland struct stat *'],
    text: 'with AT_EMPTY_PATH also if there is a path',
  },
  { name: 'pread', on: same('pread64') },
  { name: 'pwrite', on: same('pwrite64') },
  { name: 'accept', on: same('accept', 'accept4') },
  {
    name: 'utime',
    on: [...same('utime', 'utimes'), shifted('utimensat', '1 2'), shifted('futimesat', '1 2')],
  },
  { name: 'gtime', on: same('time'), text: 'mostly read without a system call' },
  ...['lwp_sigmask', 'sigprocmask'].map(
    (name): SolarisCall => ({
      name,
      on: [
        {
          call: 'rt_sigprocmask',
          values: ['arg0', half(0), half(32)],
          pointers: ['', words],
        },
      ],
      args: ['int', 'uint_t', 'uint_t'],
    }),
  ),
];

function half(shift: number): string {
  return `arg1 == NULL ? 0 : (*arg1 >> ${shift}) & 0xffffffff`;
}

/** The same by other names, in which those who know Linux may look for them, too. */
const renamed: readonly SolarisCall[] = [
  { name: 'fdsync', on: same('fsync', 'fdatasync') },
  { name: 'fstatvfs', on: same('fstatfs') },
  { name: 'lwp_create', on: clones(CLONE_THREAD, CLONE_THREAD), args: [] },
  { name: 'lwp_exit', on: same('exit'), args: [] },
  { name: 'lwp_kill', on: [shifted('tgkill', '1 2'), ...same('tkill')], args: ['int', 'int'] },
  { name: 'lwp_self', on: same('gettid') },
  { name: 'pollsys', on: same('poll', 'ppoll') },
  { name: 'recv', on: [{ call: 'recvfrom', when: 'arg4 == 0' }] },
  { name: 'send', on: [{ call: 'sendto', when: 'arg4 == 0' }] },
  { name: 'sigaction', on: same('rt_sigaction') },
  { name: 'sigpending', on: same('rt_sigpending') },
  { name: 'sigqueue', on: same('rt_sigqueueinfo') },
  { name: 'sigsuspend', on: same('rt_sigsuspend') },
  { name: 'sigtimedwait', on: same('rt_sigtimedwait') },
  { name: 'so_socket', on: same('socket') },
  { name: 'so_socketpair', on: same('socketpair') },
  { name: 'statvfs', on: same('statfs') },
  { name: 'umount', on: same('umount2') },
  { name: 'wait', on: same('wait4') },
  { name: 'yield', on: same('sched_yield') },
].map((row) => ({ ...row, renamed: true }));

const REMOVEDIR = 0x200;

/** Newer machines of Linux have the calls with a directory only. */
const withDirectory: readonly SolarisCall[] = [
  {
    name: 'access',
    on: [shifted('faccessat', '1 2'), shifted('faccessat2', '1 2')],
    args: [path, 'int'],
  },
  {
    name: 'chmod',
    on: [shifted('fchmodat', '1 2'), shifted('fchmodat2', '1 2')],
    args: [path, 'int'],
  },
  { name: 'chown', on: [shifted('fchownat', '1 2 3', `(arg4 & ${NOFOLLOW}) == 0`)] },
  { name: 'creat', on: [shifted('openat', '1 3', '(arg2 & 0x243) == 0x241')], within: 'open' },
  { name: 'dup2', on: same('dup3') },
  { name: 'getdents', on: same('getdents64') },
  { name: 'lchown', on: [shifted('fchownat', '1 2 3', `(arg4 & ${NOFOLLOW}) != 0`)] },
  { name: 'link', on: [shifted('linkat', '1 3')], args: [path, path] },
  { name: 'mkdir', on: [shifted('mkdirat', '1 2')], args: [path, 'int'] },
  { name: 'mknod', on: [shifted('mknodat', '1 2 3')], args: [path, 'int', 'uint_t'] },
  { name: 'pipe', on: same('pipe2') },
  { name: 'poll', on: same('ppoll') },
  { name: 'readlink', on: [shifted('readlinkat', '1 2 3')] },
  {
    name: 'rename',
    on: [shifted('renameat', '1 3'), shifted('renameat2', '1 3')],
    args: [path, path],
  },
  { name: 'rmdir', on: [shifted('unlinkat', '1', `(arg2 & ${REMOVEDIR}) != 0`)], args: [path] },
  { name: 'select', on: same('pselect6') },
  { name: 'symlink', on: [shifted('symlinkat', '0 2')], args: [path, path] },
  { name: 'unlink', on: [shifted('unlinkat', '1', `(arg2 & ${REMOVEDIR}) == 0`)], args: [path] },
];

/** What a system call of Solaris is on a machine whose Linux has these; by name. */
export function solarisCalls(linux: ReadonlySet<string>): ReadonlyMap<string, SolarisCall> {
  const rows = [...gathered, ...renamed, ...withDirectory.filter(({ name }) => !linux.has(name))];
  const known = rows.map((row) => ({ ...row, on: row.on.filter(({ call }) => linux.has(call)) }));
  return new Map(known.map((row) => [row.name, row]));
}

/** They happen to match globs for others: `*read*`, `open*`, `stat*`. */
export const strangers: ReadonlySet<string> = new Set(
  `create_module get_thread_area open_by_handle_at open_tree open_tree_attr process_vm_readv
  process_vm_writev readahead set_thread_area statmount`.split(/\s+/),
);
