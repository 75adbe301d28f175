import type { BpfObject, DropKind } from '../bpf/index.ts';
import { defaultOptions, type Options } from '../lang/index.ts';

/**
 * What consuming asks of its surroundings. A backend's `Loaded` and `Symbols` fit; consume does not
 * know them.
 */
export interface Source {
  /** Walks every complete record in place. */
  drain(visit: (ring: DataView, offset: number, length: number) => void): void;
  /** bufpolicy=ring: walks each CPU's newest records. */
  history(visit: (record: DataView, time: bigint) => void): void;
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
  /** '' if the module has none there; undefined with option noresolve, `offset` is in the module then. */
  readonly symbol: string | undefined;
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
  /** Goes on at the end of another file, or where it began; gives the reason if that fails. */
  reopen(path: string | undefined): string | undefined;
  /** Empties the file, if it is one. */
  truncate(): void;
  /** Bytes in the file that reopen() chose; undefined where the output began. */
  readonly redirected: number | undefined;
  /** Runs a command of the shell; what it prints comes after what was written so far. */
  run(command: string): void;
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

/** The options of the run; setopt() may change some of them. */
export interface ConsumeOptions extends Options {
  /** `_DTRACE_TESTING` is set: no CPU and ID columns, as the expected output of suites has it. */
  readonly testing: boolean;
  /** The terminal and the locale have block elements; encoding=auto goes by it. */
  readonly unicode: boolean;
}

export const defaultConsumeOptions: ConsumeOptions = {
  ...defaultOptions(),
  testing: false,
  unicode: false,
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
