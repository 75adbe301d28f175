import type { BpfObject, DropKind } from '../bpf/index.ts';

/** Where a compiled program runs: the kernel, or (later) a replaying VM. Chosen in main.ts only. */
export interface Backend {
  /** Creates the maps and loads the programs; nothing fires yet. SystemError when refused. */
  open(object: BpfObject, listener?: VerifierListener): Promise<Loaded>;
}

/** Wants to know what the verifier says of each program (`-x bpflog`), in so many bytes. */
export interface VerifierListener {
  readonly bytes: number;
  /** `text`: undefined if it is larger than that. */
  log(program: string, text: string | undefined): void;
}

export interface MapEntry {
  readonly key: Uint8Array;
  /** One value per possible CPU for per-CPU maps, else exactly one. */
  readonly values: readonly Uint8Array[];
}

/** Loaded programs. `close` detaches everything; so does the end of the process, however it ends. */
export interface Loaded {
  /** Attaches every program that is not `manual`. */
  attach(): Promise<void>;
  /** After attach(): functions that the kernel does not let be traced, and why, a line each. */
  refusals?(): readonly string[];
  /** Runs a manual program once, in the calling thread. */
  fire(program: string): void;
  /** Sleeps until a program asked for attention, `wakeup` was called, or the time is over. */
  wait(timeoutMs: number): Promise<void>;
  wakeup(): void;
  /** Walks every complete record in place: one view over the ring, no copy, no object per record. */
  drain(visit: (ring: DataView, offset: number, length: number) => void): void;
  /**
   * bufpolicy=ring: walks what the buffers have kept, and stops them. `time` is monotonic, in
   * nanoseconds; the order is that of each CPU at most.
   */
  history(visit: (record: DataView, time: bigint) => void): void;
  /** The mapped value of an mmapable array. Little endian. */
  memory(map: string): DataView;
  /** A snapshot of a map, batch-wise. Keys and values are fresh copies. */
  entries(map: string): MapEntry[];
  /** Reads and removes one element in one step; undefined if it is gone. */
  take(map: string, key: Uint8Array): MapEntry | undefined;
  /** Sets an element on every CPU to zero, keeping the key. */
  clear(map: string, key: Uint8Array): void;
  /** Per CPU, the counters of the drops map since the start, plus missed recursions under `nesting`. */
  drops(): readonly Readonly<Record<DropKind, bigint>>[];
  close(): void;
}

/** What symbol addresses are called; kernel symbols are read when first asked for. */
export interface Symbols {
  /** `` mod`sym+off `` parts of a kernel address; undefined if no symbol covers it. */
  kernel(address: bigint): { module: string; symbol: string; offset: bigint } | undefined;
  /**
   * The same of a process's address. `symbol` is '' where the module has none, `module` for code made
   * at run time; undefined where nothing is known, as of processes that have gone. `start`: where the
   * part of the module begins that has the address.
   */
  user(
    pid: number,
    address: bigint,
  ): { module: string; symbol: string; offset: bigint; start?: bigint } | undefined;
}

/** A process named by -c or -p. */
export interface Target {
  readonly pid: number;
  /** -c: lets it run. Nothing for -p. */
  resume(): void;
  /** Has it ended? The signal or status, once known. */
  exited(): { readonly status: number } | { readonly signal: number } | undefined;
  /** Ends a process that -c started, as DTrace does (PS_RELEASE_KILL); lets that of -p go. */
  release(): void;
}
