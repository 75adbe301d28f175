import type { Stability } from '../types/index.ts';
import type { Gen, Value } from './gen.ts';

/** Indices of arguments. */
export interface ScratchUse {
  /** How many bytes it allots; it gives their address. */
  readonly size?: number;
  /** Where it writes. */
  readonly target?: number;
}

/** A function of D that gives a value. */
export interface Subroutine {
  readonly name: string;
  /** D prototype, DTrace's own: `string(const char *, [int])`. */
  readonly proto: string;
  /** Absent: Stable. */
  readonly stability?: Stability;
  readonly lower: (g: Gen, args: readonly Value[]) => Value;
  readonly destructive?: boolean;
  /** Known, and checked, but there is no code for it. */
  readonly refused?: { readonly reason: string };
  /** Index of an argument that must be a constant. */
  readonly constantArgument?: number;
  /** It uses the scratch memory that D programs see: which of its arguments tell how. */
  readonly scratch?: ScratchUse;
  /** Bytes of scratch kept from call to call of one firing, see Gen.kept; the first 8 begin as 0. */
  readonly keeps?: (strsize: number) => number;
  /** Of a string result: an upper bound of its bytes from those of the arguments; absent: strsize. */
  readonly bound?: (args: readonly number[], strsize: number) => number;
  readonly doc: string;
  readonly example: string;
}

export type ProbePart = 'provider' | 'module' | 'function' | 'name';

/** A builtin variable. */
export interface BuiltinVariable {
  readonly name: string;
  /** D type as text: `pid_t`, `string`. */
  readonly type: string;
  /** Its type in the oracle dialect, where that is another. */
  readonly oracleType?: string;
  /** Of a string: an upper bound of its bytes; absent: strsize. */
  readonly bound?: number;
  /** It is a part of the firing probe's name: keys and records keep the probe's id for it. */
  readonly probePart?: ProbePart;
  /** Its value tells which of a per-CPU variable's instances is the running CPU's. */
  readonly cpuIndex?: boolean;
  /** What the hook must provide: which of its probes fires, or the probe's arguments. */
  readonly needs?: 'probe' | 'arguments';
  /** Absent: Stable, or for a part of the probe's name the provider's. */
  readonly stability?: Stability;
  /** Of an array: how many elements it has. Its index is a constant. */
  readonly elements?: number;
  /** Of an array: the provider tells the types of its elements, and how many there are. */
  readonly typedByProbe?: boolean;
  /** Of an array: its elements are the arguments of the event that a probe stands on. */
  readonly ofEvent?: boolean;
  readonly lower: (g: Gen, index?: number) => Value;
  readonly doc: string;
  readonly example: string;
}
