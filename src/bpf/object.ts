import type { Shape } from './shape.ts';

/**
 * The contract between the compiler and everything that runs a program: plain data, no syntax tree.
 * A backend reads `programs` and `maps`; `consume` reads the rest.
 */
export interface BpfObject {
  readonly programs: readonly ProgramSpec[];
  readonly maps: readonly MapSpec[];
  /** Every probe that a clause matches, by ascending id. */
  readonly probes: readonly ProbeSpec[];
  readonly clauses: readonly ClauseSpec[];
  readonly aggregations: readonly AggregationSpec[];
  /** What can fault, indexed by the site number in a fault record. */
  readonly faultSites: readonly FaultSite[];
  /** How many probes each program unit (-n text, script) matched, for "matched N probes". */
  readonly units: readonly UnitSpec[];
  /** Only there probes fire, BEGIN and END too. Absent: everywhere. */
  readonly cpu?: number;
}

export interface UnitSpec {
  readonly kind: 'script' | 'description';
  readonly name: string;
  readonly matched: number;
  /** Probes that it describes, but does not fit; absent: none. */
  readonly omitted?: readonly { readonly why: string; readonly probes: readonly string[] }[];
}

// ---- programs

export interface ProgramSpec {
  readonly name: string;
  readonly attach: AttachSpec;
  /** Little-endian eBPF, 8 bytes an instruction; local functions follow the main one. */
  readonly code: Uint8Array;
  readonly mapRefs: readonly MapRef[];
  /** Instruction index → source text it was made for, ascending, for -S and verifier messages. */
  readonly lines: readonly LineRef[];
  /** Of its clauses, those in functions that they share not counted. Absent: unknown. */
  readonly clauses?: readonly ClauseSize[];
}

/** A clause, and how many instructions of a program were made for it. */
export interface ClauseSize {
  readonly source: string;
  readonly line: number;
  readonly text: string;
  readonly instructions: number;
}

/** Where the loader writes a map's descriptor: a two-slot `ld_imm64`. */
export interface MapRef {
  readonly insn: number;
  readonly map: string;
  /** Present: the address of the map's value plus this many bytes (BPF_PSEUDO_MAP_VALUE, Linux 5.2). */
  readonly valueOffset?: number;
}

export interface LineRef {
  readonly insn: number;
  readonly source: string;
  readonly line: number;
  readonly column: number;
  /** The D text, one line, for -S. */
  readonly text: string;
}

export type AttachSpec =
  /** Fired by the session through BPF_PROG_TEST_RUN of a raw tracepoint program (5.10). */
  | { readonly kind: 'manual' }
  /** `typed`: as BTF raw tracepoint (tp_btf, 5.5), so that arguments may be loaded directly. */
  | { readonly kind: 'raw_tracepoint'; readonly event: string; readonly typed: boolean }
  /** At each of these raw tracepoints, with a cookie that tells them apart (6.10). */
  | { readonly kind: 'raw_tracepoints'; readonly events: readonly CookieEvent[] }
  /** With the record that perf makes of an event, `id` being the event's number in tracefs. */
  | { readonly kind: 'tracepoint'; readonly event: string; readonly id: number }
  /** At one function of the kernel, by its type in BTF (fentry and fexit, 5.5). */
  | { readonly kind: 'function'; readonly at: FunctionEvent; readonly function: FunctionName }
  /**
   * At each of these functions, with registers, and cookies that tell them apart: all at once (kprobe.multi, 5.18),
   * or one by one by perf (cookies since 5.15).
   */
  | {
      readonly kind: 'functions';
      readonly by: 'multi' | 'kprobe';
      readonly at: FunctionEvent;
      readonly functions: readonly CookieFunction[];
    }
  /** Every `period` events of a counter, on every CPU. */
  | { readonly kind: 'counter'; readonly counter: Counter }
  /** Software cpu-clock event on every CPU. */
  | { readonly kind: 'timer'; readonly periodNs: bigint }
  /**
   * Raw tracepoint at the end of each timer interrupt, on one CPU that an otherwise silent cpu-clock
   * event interrupts every period; see TICK_STATE. `sampler` runs on that event first.
   */
  | {
      readonly kind: 'tick';
      readonly periodNs: bigint;
      /** Offset of its TICK_STATE in the ticks map. */
      readonly state: number;
      readonly sampler?: string;
    }
  /** The sampler of a tick. */
  | { readonly kind: 'sampler' };

export interface CookieEvent {
  readonly event: string;
  readonly cookie: number;
}

export type FunctionEvent = 'entry' | 'return';

/** How programs are attached to functions. */
export type FunctionWay = 'fentry' | 'multi' | 'kprobe';

/** A function of the kernel, as /proc/kallsyms calls it. */
export interface FunctionName {
  /** `vmlinux`, or the module's name. */
  readonly module: string;
  readonly name: string;
}

export interface CookieFunction extends FunctionName {
  /** Absent: it is the only one, and the program does not ask. */
  readonly cookie?: number;
  /** There are several of that name in the module. */
  readonly several?: true;
  /** At the instruction so many bytes from its beginning. */
  readonly offset?: number;
}

/** What perf_event_open(2) counts, see its manual page. */
export interface Counter {
  /** For messages. */
  readonly name: string;
  /** PERF_TYPE_… */
  readonly type: number;
  readonly config: bigint;
  readonly period: bigint;
  /** Only what happens then counts. */
  readonly mode: 'all' | 'user' | 'kernel';
}

/** The map with the state of ticks: due time (ns, monotonic; 0: not yet), CPU, and the last sample. */
export const TICKS_MAP = 'ticks';
export const TICK_STATE = { due: 0, cpu: 8, kernelPc: 16, userPc: 24 } as const;
export const TICK_STATE_BYTES = 32;

// ---- maps

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

// ---- what the consumer needs

export interface ProbeSpec {
  readonly id: number;
  readonly provider: string;
  readonly module: string;
  readonly function: string;
  readonly name: string;
}

/**
 * Every record begins with this header (little endian), then the clause's fields at their offsets:
 *
 *     0        2      4         8
 *     | clause | cpu  | probe   | fields …
 *
 * `clause` FAULT_CLAUSE marks a fault record: at 8 u32 site, at 12 u32 code, at 16 u64 value.
 */
export const RECORD_HEADER = { clause: 0, cpu: 2, probe: 4 } as const;
export const RECORD_HEADER_BYTES = 8;
export const FAULT_CLAUSE = 0xffff;
export const FAULT_RECORD = { site: 8, code: 12, value: 16 } as const;
export const FAULT_RECORD_BYTES = 24;

/**
 * Speculations in use, id → SPECULATION (hash). The record of a speculative clause has the serial of
 * its speculation after the header. commit() and discard() are records of their own: `clause` is
 * COMMIT_CLAUSE or DISCARD_CLAUSE, the serial stands at the same place, and then the time (ns,
 * monotonic). The low SPECULATION_ID_BITS of a serial are the id, the others a time that tells one use
 * of the id from the next.
 */
export const SPECULATIONS_MAP = 'speculations';
export const SPECULATION = { used: 0, serial: 8 } as const;
export const SPECULATION_BYTES = 16;
export const SPECULATION_ID_BITS = 16;
export const COMMIT_CLAUSE = 0xfffe;
export const DISCARD_CLAUSE = 0xfffd;
export const SERIAL_OFFSET = 8;
export const SERIAL_BYTES = 8;
export const SETTLE_RECORD = { time: 16 } as const;
export const SETTLE_RECORD_BYTES = 24;

export interface ClauseSpec {
  /** Index in `clauses`, as in the record header. */
  readonly id: number;
  /** As Oracle counts clauses; absent: its id. */
  readonly number?: number;
  /** Probe ids it matched, ascending. Enabled probe ids (epid) count these through all clauses from 1. */
  readonly probes: readonly number[];
  /** Index in `units`. */
  readonly unit: number;
  readonly line: number;
  /** 0: the clause records nothing and prints no row. */
  readonly recordBytes: number;
  /** What the record takes of a buffer by DTrace's own layout, which bufsize and specsize are about. */
  readonly cost: number;
  /** Its records belong to a speculation. */
  readonly speculative?: true;
  /** It changes more than what is traced: it may only run if that is allowed. */
  readonly destructive?: true;
  readonly actions: readonly ActionSpec[];
}

export interface ActionSpec {
  /** Name of the row in lang/actions; `default` for an empty body. */
  readonly action: string;
  readonly fields: readonly Field[];
  /** Compile-time facts of the action: a format, an aggregation's name, … */
  readonly data: ActionData;
}

export interface ActionData {
  /** printf, printa and friends: the format text. */
  readonly format?: string;
  /** Ids of aggregations it works on. */
  readonly aggregations?: readonly number[];
  /** Constant arguments. */
  readonly constants?: readonly bigint[];
  /** The first argument is an address: so many bytes found there are the next field. */
  readonly memory?: number;
  /** print(): what the last field is. */
  readonly shape?: Shape;
}

/** A piece of a record, of an aggregation key or of a global: where it lies and what it is. */
export interface Field {
  readonly offset: number;
  readonly bytes: number;
  readonly type: FieldType;
}

export type FieldType =
  | { readonly kind: 'integer'; readonly signed: boolean }
  /** NUL-terminated within `bytes`; what follows the NUL is undefined in records, zero in keys. */
  | { readonly kind: 'string' }
  | { readonly kind: 'bytes' }
  | { readonly kind: 'pointer' }
  /** u64 program counters, ended by a 0 or the end of the field; a user stack has the tgid first. */
  | { readonly kind: 'stack'; readonly user: boolean }
  /** A u64 address; user ones (`u…`) have the tgid in a u64 before it. */
  | {
      readonly kind: 'symbol';
      readonly form: 'sym' | 'func' | 'mod' | 'usym' | 'ufunc' | 'umod' | 'uaddr';
    }
  /** A u32 probe id that stands for one part of the probe's name. */
  | { readonly kind: 'probe'; readonly part: 'provider' | 'module' | 'function' | 'name' };

export interface AggregationSpec {
  /** 1-based, in order of first appearance: rules the order of final printing. */
  readonly id: number;
  readonly name: string;
  /** Row in lang/aggregations. */
  readonly function: string;
  /** Constant parameters after the value (lquantize: low, high, step; llquantize: factor, low, high, steps). */
  readonly parameters: readonly bigint[];
  readonly map: string;
  /** Programs with many aggregations share maps: the key's first 8 bytes tell whose element it is. */
  readonly tag?: number;
  readonly keys: readonly Field[];
  /** 0: a per-CPU array with one element, whose last cell is 1 once it was updated. */
  readonly keyBytes: number;
  /** 64-bit cells a CPU keeps per key. */
  readonly cells: number;
}

export interface FaultSite {
  readonly clause: number;
  /** 1-based position of the action in its clause; 0 is the predicate. */
  readonly action: number;
  /** Instruction index, shown as offset. */
  readonly pc: number;
  readonly line: number;
  readonly column: number;
}

/** cpu_dtrace_flags as codes of dtrace:::ERROR's arg4 (Dynamic Tracing Guide, chapter on the dtrace provider). */
export const FAULT_CODES = {
  unknown: 0,
  badAddress: 1,
  badAlignment: 2,
  illegalOperation: 3,
  divideByZero: 4,
  noScratch: 5,
  kernelPrivilege: 6,
  userPrivilege: 7,
  tupleOverflow: 8,
  badStack: 9,
  badSize: 10,
  badIndex: 11,
  library: 1000,
} as const;
export type FaultCode = keyof typeof FAULT_CODES;
