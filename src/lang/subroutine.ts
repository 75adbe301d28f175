import type { Stability } from '../types/index.ts';
import type { Gen, Value } from './gen.ts';

/** A function of D that gives a value. */
export interface Subroutine {
  readonly name: string;
  /** D prototype, DTrace's own: `string(const char *, [int])`. */
  readonly proto: string;
  /** Absent: Stable. */
  readonly stability?: Stability;
  readonly lower: (g: Gen, args: readonly Value[]) => Value;
  readonly destructive?: boolean;
  /** It gives an address in scratch memory, which a variable may keep: no scratch is used again. */
  readonly keepsScratch?: boolean;
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
  /** What the hook must provide: which of its probes fires, or the probe's arguments. */
  readonly needs?: 'probe' | 'arguments';
  /** Absent: Stable, or for a part of the probe's name the provider's. */
  readonly stability?: Stability;
  readonly lower: (g: Gen) => Value;
  readonly doc: string;
  readonly example: string;
}
