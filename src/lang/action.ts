import type { ActionSpec, Field } from '../bpf/index.ts';
import type { Gen, Value } from './gen.ts';

/** A statement that records: its arguments travel in the clause's record to `handle`. */
export interface Action {
  readonly name: string;
  readonly proto: string;
  /** Counts as data-recording for the order rules of commit() and speculate(). */
  readonly recording: boolean;
  readonly destructive?: boolean;
  /** The consumer shall look at once, not at the next switch. */
  readonly immediate?: boolean;
  /** Nothing more runs on this CPU after its clause: exit(). */
  readonly final?: boolean;
  /** The first argument is an address: the record gets the `data.constants[0]` bytes found there. */
  readonly memory?: boolean;
  /** Code made after the arguments are in the record. */
  readonly effect?: (g: Gen, args: readonly Value[]) => void;
  /**
   * The consumer's side. Called once, before tracing; what it gives runs for each record of the
   * clause, in order of its actions. So formats are parsed and fields are bound only once.
   */
  readonly handle: (c: Consumer, action: ActionSpec) => RecordHandler;
  readonly doc: string;
  readonly example: string;
}

/** Handles a record: `at` is where it begins in the ring. */
export type RecordHandler = (ring: DataView, at: number) => void;

/** Reads, or makes text of, something in a record. Text is bytes: one character a byte. */
export type RecordReader<T> = (ring: DataView, at: number) => T;

/** What the consumer offers to actions. Everything is looked up when the handler is made. */
export interface Consumer {
  /** Appends to the output; goes where freopen() points. */
  write(text: string): void;
  /** An integer or pointer field. */
  integer(field: Field): RecordReader<bigint>;
  /** A value in trace()'s column layout, bare in quiet mode; also stacks, symbols and bytes. */
  trace(field: Field): RecordReader<string>;
  /** Bytes as a dump, at most as many as `size` says, if it is given. */
  dump(bytes: Field, size: Field | undefined): RecordReader<string>;
  /** The text of the action's format with its fields. */
  printf(action: ActionSpec): RecordReader<string>;
  /** Text of the action's aggregations at the moment it is asked for. */
  printa(action: ActionSpec): () => string;
  /** Values become zero, keys stay. */
  clear(aggregation: number): void;
  /** Keeps the `count` greatest, or the -`count` smallest; undefined or 0: nothing. */
  truncate(aggregation: number, count: bigint | undefined): void;
  /** Values are divided by `divisor` when printed; 1 undoes it. */
  normalize(aggregation: number, divisor: bigint): void;
  exit(status: number): void;
}
