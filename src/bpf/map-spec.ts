/** The maps of an object: what is created, and the layouts that programs and session share. */

export type MapKind =
  | 'array'
  | 'percpu_array'
  | 'hash'
  | 'percpu_hash'
  | 'lru_hash'
  | 'ringbuf'
  | 'perf_array'
  | 'task_storage';

export interface MapSpec {
  readonly name: string;
  readonly kind: MapKind;
  /** 0 for a ring buffer; 4 for arrays and task storage. */
  readonly keyBytes: number;
  readonly valueBytes: number;
  /** Ring buffer: its size in bytes (rounded up to a power of two of pages by the loader). */
  readonly entries: number;
  /** Perf array: size of each CPU's buffer, whose oldest records are overwritten. */
  readonly ringBytes?: number;
  /** Per-CPU hashes only; others are. Its elements are made when it is created, not when needed. */
  readonly preallocated?: boolean;
  /** BPF_F_MMAPABLE: the session may read and write the value in place. Arrays only. */
  readonly mmap?: boolean;
  /** BPF_F_RDONLY_PROG, frozen after `initial` is written: constants the verifier may trust. */
  readonly constant?: boolean;
  /** Written to element 0 before any program is loaded. */
  readonly initial?: Uint8Array;
  /** Holds a copy of the kernel variable of that name, see VARIABLE. */
  readonly variable?: string;
}

/** The copy's address, as soon as a program has used it, and the copy. */
export const VARIABLE = { address: 0, value: 8 } as const;

/** Names of the maps every object has. */
export const RECORDS_MAP = 'records';
export const CONTROL_MAP = 'control';
export const DROPS_MAP = 'drops';
/** With bufpolicy=ring, the records of all but speculations: each CPU's newest ones. */
export const HISTORY_MAP = 'history';
/** With bufpolicy=fill, what each CPU has recorded so far, in DTrace's bytes (per-CPU array of one u64). */
export const FILLED_MAP = 'filled';

/**
 * How far CLOCK_MONOTONIC is ahead of the scheduler's clock (ns, i64). The manual program of the same name finds it, if
 * the run queue's clock has just been set.
 */
export const SCHEDULER_CLOCK = 'scheduler_clock';

/**
 * Process id (u32) → PROCESS_ARGUMENTS: the beginnings of the arguments of processes, each ended by a zero,
 * for threads whose memory cannot be read. The session adds those of the processes that are there
 * before; see also lower/process-arguments.ts.
 */
export const PROCESS_ARGUMENTS_MAP = 'psargs';
export const PROCESS_ARGUMENTS = { length: 0, text: 8 } as const;
/** PRARGSZ: so much of its arguments Solaris remembers of a process. */
export const PROCESS_ARGUMENTS_TEXT_BYTES = 80;
export const PROCESS_ARGUMENTS_BYTES = 88;

/**
 * Layout of the control map's only element (array, mmapable, CONTROL_BYTES). Programs look at
 * `activity` first and leave at once unless it is ACTIVE (END and ERROR excepted).
 */
export const CONTROL = {
  activity: 0,
  exitStatus: 4,
  wakeupPending: 8,
  /** A buffer of bufpolicy=fill is full. */
  filled: 12,
  /** The session is about to take elements out of maps, whose locks it then holds. */
  taking: 16,
  bootOffset: 24,
  /** Never written: a 0 (u64) of which the verifier knows nothing. */
  zero: 32,
} as const;
export const CONTROL_BYTES = 64;
export const ACTIVITY = { warmup: 0, active: 1, draining: 2, stopped: 3 } as const;

/**
 * Of a program that is compiled before its `$target` and the like are known (constant array): their values (i64
 * each), in the order of the names.
 */
export const BOUND_MAP = 'bound';
export const BOUND_NAMES = [
  'pid',
  'ppid',
  'uid',
  'euid',
  'gid',
  'egid',
  'pgid',
  'sid',
  'target',
] as const;

/** Counters in the drops map's only element (per-CPU array of u64), in this order. */
export const DROP_KINDS = [
  'principal',
  'aggregation',
  'dynamic',
  'speculation',
  'speculationBusy',
  'speculationUnavailable',
  'nesting',
  'error',
] as const;
export type DropKind = (typeof DROP_KINDS)[number];

/** The map with the state of ticks: due time (ns, monotonic; 0: not yet), CPU, and the last sample. */
export const TICKS_MAP = 'ticks';
export const TICK_STATE = {
  due: 0,
  cpu: 8,
  kernelPc: 16,
  userPc: 24,
  /** The sample is of this tick. */
  sampled: 32,
  /** It comes at most so long after the tick is due (ns). */
  slack: 40,
} as const;
export const TICK_STATE_BYTES = 48;
