import { createRequire } from 'node:module';
import { syscallNumber } from '../machine/index.ts';

/**
 * The system calls that tracing needs, and the only door to them: everything else in this folder
 * takes a `Sys`, so that unit tests can pass a fake. Calls give their result, or −errno.
 */
export interface Sys {
  /** bpf(2): a descriptor, zero, or −errno. The kernel may write into `attr`. */
  bpf(command: number, attr: Uint8Array): number;
  /** The same on another thread, while this one goes on: −1 for whatever error. */
  bpfElsewhere(command: number, attr: Uint8Array): Promise<number>;
  /** perf_event_open(2) on a whole CPU: a descriptor or −errno. */
  perfEventOpen(attr: Uint8Array, cpu: number): number;
  ioctl(fd: number, request: number, argument: number): number;
  /** Shared mapping of a descriptor; −errno if refused. */
  map(fd: number, offset: number, bytes: number, writable: boolean): Mapping | number;
  close(fd: number): number;
  /** What mappings and ring buffers are measured in. */
  pageBytes(): number;
  /** Address of memory outside the JavaScript heap, for the pointers inside a `bpf_attr`. */
  address(bytes: Uint8Array): bigint;
  /** Calls back on the event loop whenever `fd` is readable (level triggered). Keeps no process alive. */
  watch(fd: number, readable: () => void): Watch;
  /** A descriptor that is readable from the moment `fd` reports an event until `rearm` is called. */
  edgeTriggered(fd: number): number;
  rearm(edge: number): void;
  /** pidfd_open(2): readable once the process has ended. */
  pidfdOpen(pid: number): number;
  /** Two descriptors, close-on-exec: [to read, to write]. */
  pipe(): readonly [number, number] | number;
  ptrace(request: number, pid: number, data: number, address?: number): number;
  /** Does something on a CPU, in the calling thread: its result, or −errno. */
  onCpu(cpu: number, work: () => number): number;
  /** waitpid(2) without WNOHANG for one child: its wait status, or −errno. */
  waitpid(pid: number): number;
  /**
   * system(3): has the shell run a command, bytes that end in a zero, with `stdout` as its standard
   * output, and waits for it. Not Node's way, whose child writes to a pipe before its exec: in a
   * process that bears our name still, so that a D program sees it.
   */
  system(command: Uint8Array, stdout: number): void;
}

export interface Mapping {
  readonly buffer: ArrayBuffer;
  unmap(): void;
}

export interface Watch {
  stop(): void;
}

export const ERRNO = {
  EPERM: 1,
  ENOENT: 2,
  ESRCH: 3,
  EINTR: 4,
  E2BIG: 7,
  EBADF: 9,
  EAGAIN: 11,
  ENOMEM: 12,
  EACCES: 13,
  EEXIST: 17,
  ENODEV: 19,
  EINVAL: 22,
  EMFILE: 24,
  ENOSPC: 28,
  EILSEQ: 84,
  EOPNOTSUPP: 95,
  /** The kernel's own "not supported" that leaks from bpf(2). */
  ENOTSUPP: 524,
} as const;

/** The real thing. Loads the FFI package at the first call and declares each function when first used. */
export function nativeSys(): Sys {
  // libc has no functions for these.
  const bpf = syscallNumber('bpf');
  const perfEventOpen = syscallNumber('perf_event_open');
  const pidfdOpen = syscallNumber('pidfd_open');
  return {
    bpf: (command, attr) => call(functions.bpf, bpf, command, attr, attr.byteLength),
    bpfElsewhere: (command, attr) => functions.bpf.elsewhere(bpf, command, attr, attr.byteLength),
    perfEventOpen: (attr, cpu) =>
      call(functions.perfEventOpen, perfEventOpen, attr, -1, cpu, -1, PERF_FLAG_FD_CLOEXEC),
    ioctl: (fd, request, argument) => call(functions.ioctl, fd, request, argument),
    map: mapShared,
    close: (fd) => call(functions.close, fd),
    pageBytes: () => call(functions.sysconf, SC_PAGESIZE),
    address: (bytes) => koffi().address(bytes),
    watch,
    edgeTriggered,
    rearm: (edge) => void call(functions.epollWait, edge, new Uint8Array(EPOLL_EVENT_BYTES), 1, 0),
    pidfdOpen: (pid) => call(functions.pidfdOpen, pidfdOpen, pid, 0),
    pipe: openPipe,
    ptrace: (request, pid, data, address = 0) =>
      call(functions.ptrace, request, pid, address, data),
    onCpu,
    waitpid: waitFor,
    system: runShell,
  };
}

type Koffi = typeof import('koffi');
type CFunction = import('koffi').KoffiFunc<(...args: readonly unknown[]) => number>;

interface Native {
  (...args: readonly unknown[]): number;
  /** On another thread. */
  elsewhere(...args: readonly unknown[]): Promise<number>;
}

let loaded: Koffi | undefined;

/** `require` and not `import`: half the time (7 ms), and nothing at all for runs that only compile. */
function koffi(): Koffi {
  loaded ??= createRequire(import.meta.url)('koffi') as Koffi;
  return loaded;
}

const functions = {
  bpf: declare('long syscall(long nr, int cmd, void *attr, unsigned int size)'),
  perfEventOpen: declare(
    'long syscall(long nr, void *attr, int pid, int cpu, int group, ulong flags)',
  ),
  pidfdOpen: declare('long syscall(long nr, int pid, unsigned int flags)'),
  ioctl: declare('int ioctl(int fd, ulong request, long argument)'),
  mmap: declare('intptr_t mmap(uintptr_t addr, size_t len, int prot, int flags, int fd, long off)'),
  munmap: declare('int munmap(uintptr_t addr, size_t len)'),
  close: declare('int close(int fd)'),
  sysconf: declare('long sysconf(int name)'),
  epollCreate: declare('int epoll_create1(int flags)'),
  epollControl: declare('int epoll_ctl(int epoll, int op, int fd, void *event)'),
  epollWait: declare('int epoll_wait(int epoll, void *events, int count, int timeout)'),
  pipe: declare('int pipe2(void *fds, int flags)'),
  ptrace: declare('long ptrace(long request, int pid, uintptr_t addr, uintptr_t data)'),
  getAffinity: declare('int sched_getaffinity(int tid, size_t len, void *mask)'),
  setAffinity: declare('int sched_setaffinity(int tid, size_t len, void *mask)'),
  waitpid: declare('int waitpid(int pid, void *status, int options)'),
  system: declare('int system(const void *command)'),
  signal: declare('uintptr_t signal(int signal, uintptr_t handler)'),
  fcntl: declare('int fcntl(int fd, int command, int argument)'),
  dup2: declare('int dup2(int from, int to)'),
};

/** A C function that is looked up when it is first called. */
function declare(prototype: string): Native {
  let known: CFunction | undefined;
  const native = (): CFunction => {
    known ??= koffi().load(null).func(prototype) as CFunction;
    return known;
  };
  const here = (...args: readonly unknown[]): number => native()(...args);
  const elsewhere = (...args: readonly unknown[]) =>
    new Promise<number>((resolve) => native().async(...args, (_, result) => resolve(result)));
  return Object.assign(here, { elsewhere });
}

function call(native: Native, ...args: readonly unknown[]): number {
  const result = native(...args);
  return result === -1 ? -koffi().errno() : result;
}

const SC_PAGESIZE = 30;
const PERF_FLAG_FD_CLOEXEC = 8;
const PROT_READ = 1;
const PROT_WRITE = 2;
const MAP_SHARED = 1;

/** Mappings whose views others hold are below this. */
const DETACHABLE_BYTES = 65536;

function mapShared(fd: number, offset: number, bytes: number, writable: boolean): Mapping | number {
  const protection = writable ? PROT_READ | PROT_WRITE : PROT_READ;
  const address = call(functions.mmap, 0, bytes, protection, MAP_SHARED, fd, offset);
  if (address < 0) return address;
  const buffer = koffi().view(address, bytes);
  return {
    buffer,
    unmap: () => {
      // Transferring detaches it: a view used too late throws, where it would have crashed the process.
      // It also copies the bytes; the ring is too large for that, and its views stay with their reader.
      if (bytes <= DETACHABLE_BYTES) structuredClone(buffer, { transfer: [buffer] });
      call(functions.munmap, address, bytes);
    },
  };
}

function watch(fd: number, readable: () => void): Watch {
  const handle = koffi().node.poll(fd, { readable: true }, readable);
  handle.unref();
  return { stop: () => handle.close() };
}

const EPOLL_CLOEXEC = 0x80000;
const EPOLL_CTL_ADD = 1;
const EPOLLIN = 1;
const EPOLLET = 0x80000000;
const EPOLL_EVENT_BYTES = 16;

/**
 * An epoll instance with one edge-triggered member. It is there because a ring buffer counts as
 * readable while anything lies in it, but the consumer wants to sleep until a program forces a wake-up.
 */
function edgeTriggered(fd: number): number {
  const edge = call(functions.epollCreate, EPOLL_CLOEXEC);
  if (edge < 0) return edge;
  const event = new Uint8Array(EPOLL_EVENT_BYTES);
  new DataView(event.buffer).setUint32(0, EPOLLIN | EPOLLET, true);
  const result = call(functions.epollControl, edge, EPOLL_CTL_ADD, fd, event);
  if (result >= 0) return edge;
  call(functions.close, edge);
  return result;
}

const O_CLOEXEC = 0x80000;

function openPipe(): readonly [number, number] | number {
  const fds = new Int32Array(2);
  const result = call(functions.pipe, fds, O_CLOEXEC);
  return result < 0 ? result : [fds[0] ?? -1, fds[1] ?? -1];
}

/** Bits for as many CPUs as any kernel is built for. */
const AFFINITY_BYTES = 8192 / 8;

function onCpu(cpu: number, work: () => number): number {
  const before = new Uint8Array(AFFINITY_BYTES);
  const there = new Uint8Array(AFFINITY_BYTES);
  there[cpu >> 3] = 1 << (cpu & 7);
  const known = call(functions.getAffinity, 0, AFFINITY_BYTES, before);
  const moved = known < 0 ? known : call(functions.setAffinity, 0, AFFINITY_BYTES, there);
  if (moved < 0) return moved;
  const result = work();
  call(functions.setAffinity, 0, AFFINITY_BYTES, before);
  return result;
}

/** Also children that do not signal their end, as traced ones may not. */
const WAIT_ALL = 0x40000000;

function waitFor(pid: number): number {
  const status = new Int32Array(1);
  let result = call(functions.waitpid, pid, status, WAIT_ALL);
  while (result === -ERRNO.EINTR) result = call(functions.waitpid, pid, status, WAIT_ALL);
  return result < 0 ? result : (status[0] ?? 0);
}

const STDIO: readonly number[] = [0, 1, 2];
const STDOUT = 1;
const F_SETFD = 2;
const F_DUPFD_CLOEXEC = 1030;
const SIGPIPE = 13;
const SIG_DFL = 0;
const SIG_IGN = 1;

/**
 * Node closes its standard files at an exec, and ignores SIGPIPE. What is ignored stays so in a child:
 * `yes | head` would complain.
 */
function runShell(command: Uint8Array, stdout: number): void {
  for (const fd of STDIO) call(functions.fcntl, fd, F_SETFD, 0);
  call(functions.signal, SIGPIPE, SIG_DFL);
  const run = () => call(functions.system, command);
  if (stdout === STDOUT) run();
  else withStdout(stdout, run);
  call(functions.signal, SIGPIPE, SIG_IGN);
}

function withStdout(fd: number, work: () => number): void {
  const own = call(functions.fcntl, STDOUT, F_DUPFD_CLOEXEC, 0);
  call(functions.dup2, fd, STDOUT);
  work();
  call(functions.dup2, own, STDOUT);
  call(functions.close, own);
}
