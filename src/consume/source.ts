import type { BpfObject, DropKind } from '../bpf/index.ts';
import type { Options as CompileOptions } from '../lang/index.ts';

/**
 * What consuming asks of its surroundings. A backend's `Loaded` and `Symbols` fit; consume does not
 * know them.
 */
export interface Source {
  /** Walks every complete record in place. */
  drain(visit: (ring: DataView, offset: number, length: number) => void): void;
  /** A snapshot of a map. */
  entries(map: string): readonly Element[];
  /** Reads and removes one element in one step. */
  take(map: string, key: Uint8Array): Element | undefined;
  /** Sets an element on every CPU to zero, keeping the key. */
  clear(map: string, key: Uint8Array): void;
  /** Per CPU, counters since the start. */
  drops(): readonly Readonly<Record<DropKind, bigint>>[];
}

export interface Element {
  readonly key: Uint8Array;
  /** One value per possible CPU. */
  readonly values: readonly Uint8Array[];
}

export interface Location {
  readonly module: string;
  readonly symbol: string;
  readonly offset: bigint;
}

export interface Names {
  kernel(address: bigint): Location | undefined;
  user(pid: number, address: bigint): Location | undefined;
}

/** Where text goes. */
export interface Sink {
  write(bytes: string): void;
  flush(): void;
}

/** What is not output: messages for stderr, without `dtrace: ` and newline. */
interface Report {
  fault(message: FaultMessage): void;
  drop(message: string): void;
}

/** A run-time error of the D program. */
export interface FaultMessage {
  /** DTrace's words. */
  readonly text: string;
  /** Where in the D source it happened. */
  readonly line: number;
  readonly column: number;
}

export interface ConsumeOptions {
  readonly dialect: CompileOptions['dialect'];
  readonly quiet: boolean;
  readonly flowindent: boolean;
  readonly rawbytes: boolean;
  readonly stackindent: number;
  readonly droptags: boolean;
  readonly aggsortkey: boolean;
  readonly aggsortrev: boolean;
  readonly aggsortpos: number;
  readonly aggsortkeypos: number;
  /** `_DTRACE_TESTING` is set: no CPU and ID columns, as the expected output of suites has it. */
  readonly testing: boolean;
}

export const defaultConsumeOptions: ConsumeOptions = {
  dialect: 'illumos',
  quiet: false,
  flowindent: false,
  rawbytes: false,
  stackindent: 14,
  droptags: false,
  aggsortkey: false,
  aggsortrev: false,
  aggsortpos: 0,
  aggsortkeypos: 0,
  testing: false,
};

/** The pid of -p or -c's process, for plain user addresses; 0: none. */
export interface World {
  readonly object: BpfObject;
  readonly source: Source;
  readonly names: Names;
  readonly options: ConsumeOptions;
  readonly target: number;
  readonly output: Sink;
  readonly report: Report;
}
