import type { ActionSpec, Field } from '../bpf/index.ts';
import type { VReg } from '../ir/index.ts';
import type { Gen, Place, Value } from './gen.ts';
import type { Dialect, Options } from './options.ts';

/** A statement that records: its arguments travel in the clause's record to `handle`. */
export interface Action {
  readonly name: string;
  readonly proto: string;
  /** Counts as data-recording for the order rules of commit() and speculate(). */
  readonly recording: boolean;
  readonly destructive?: boolean;
  /** Known, and checked, but there is no code for it, at least in this dialect. */
  readonly refused?: { readonly reason: string; readonly dialect?: Dialect };
  /** The consumer shall look at once, not at the next switch. */
  readonly immediate?: boolean;
  /** Nothing more runs on this CPU after its clause: exit(). */
  readonly final?: boolean;
  /** Instead of a field for each argument: the fields, and code that fills them. */
  readonly custom?: {
    readonly fields: (options: Options) => readonly Pick<Field, 'bytes' | 'type'>[];
    readonly fill: (g: Gen, args: readonly Value[], fields: readonly Place[]) => void;
  };
  /** Code made after the arguments are in the record. */
  readonly effect?: (g: Gen, args: readonly Value[]) => void;
  /**
   * The consumer's side. Called once, before tracing; what it gives runs for each record of the
   * clause, in order of its actions. So formats are parsed and fields are bound only once.
   */
  readonly handle: (c: Consumer, action: ActionSpec) => RecordHandler;
  /** Code made instead: the action is no part of the record, and `handle` is never called. */
  readonly perform?: (g: Gen, args: readonly Value[]) => void;
  /**
   * What the clause records goes to a speculation: gives its serial, or 0 if there is none with room
   * for `bytes` more bytes; then the clause ends. No part of the record either.
   */
  readonly speculate?: (g: Gen, args: readonly Value[], bytes: number) => VReg;
  readonly doc: string;
  readonly example: string;
}

/** Handles a record: `at` is where it begins in the ring. */
export type RecordHandler = (ring: DataView, at: number) => void;

/** Reads, or makes text of, something in a record. Text is bytes: one character a byte. */
export type RecordReader<T> = (ring: DataView, at: number) => T;

/** A captured packet. */
export interface Packet {
  /** Since 1970. */
  readonly timeNs: bigint;
  /** What it begins with: a DLT_ number of libpcap. */
  readonly link: number;
  /** Before it was cut. */
  readonly length: number;
  readonly data: Uint8Array;
}

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
  /** A value with its type and members, as the action's shape says. */
  print(action: ActionSpec): RecordReader<string>;
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
  /** Bytes, of which a field says how many count. */
  bytes(field: Field, size: Field): RecordReader<Uint8Array>;
  /** A packet: for a capture file, if the output was redirected, else dumped. The problem, if any. */
  packet(packet: Packet): string | undefined;
  /** The output goes on in another file, or where it began; gives the reason if that fails. */
  reopen(path: string | undefined): string | undefined;
  /** Empties the file of the output. */
  truncateOutput(): void;
  /** Runs a command of the shell, in order with the output. */
  run(command: string): void;
  /** Sets an option from now on; gives the reason if that is refused. */
  setOption(name: string, value: string): string | undefined;
  /** A text field. */
  text(field: Field): RecordReader<string>;
  /** Says on stderr what is wrong with a record's action. */
  complain(ring: DataView, at: number, message: string): void;
}
