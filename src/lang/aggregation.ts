import type { IrBuilder, VReg } from '../ir/index.ts';
import type { Bucket } from './aggregations/chart.ts';
import type { PackedRange } from './aggregations/packed.ts';
import type { Options } from './options.ts';

/** One aggregating function, from its prototype to its printed form. */
export interface Aggregation {
  readonly name: string;
  /** D prototype: '@' is any scalar, '[..]' an optional argument. */
  readonly proto: string;
  /** How many constant parameters follow the value (lquantize 3, llquantize 4), increment excluded. */
  readonly parameters: number;
  /** The parameter position (0-based) of the optional increment argument, if there is one. */
  readonly increment?: number;
  /**
   * 64-bit cells kept per key and CPU. All zero means: nothing yet. So min and max keep their
   * value moved such that 0 is the identity.
   */
  readonly cells: (parameters: readonly bigint[]) => number;
  /** Makes the code of one update: `cells` is the address of this CPU's cells. */
  readonly update: (b: IrBuilder, args: AggregationUpdate) => void;
  /** Folds one CPU's cells into the total. */
  readonly merge: (total: BigInt64Array, cpu: BigInt64Array) => void;
  /**
   * True if totals can be subtracted cell by cell, so that clear() may keep the kernel's cells and
   * remember them as base line. False for min and max.
   */
  readonly additive: boolean;
  /** The value that sorting compares, after normalization by nothing. */
  readonly sortKey: (total: BigInt64Array, parameters: readonly bigint[]) => bigint;
  /**
   * The single value printed by %@d; undefined for distributions, which print a chart.
   * `normal` is the divisor of normalize().
   */
  readonly value?: (total: BigInt64Array, normal: bigint) => bigint;
  /** -x agghist draws it as a bar. */
  readonly bar?: true;
  /** The lines of a distribution's chart. */
  readonly buckets?: (
    total: BigInt64Array,
    parameters: readonly bigint[],
    dialect: Options['dialect'],
  ) => readonly Bucket[];
  /** -x aggpack: what the rows of a table with all these totals show. */
  readonly packed?: (
    totals: readonly BigInt64Array[],
    parameters: readonly bigint[],
  ) => PackedRange;
  readonly doc: string;
  readonly example: string;
}

export interface AggregationUpdate {
  /** Address of this CPU's cells. */
  readonly cells: VReg;
  /** A program of another context of the same CPU may interrupt and update too: add atomically. */
  readonly atomic: boolean;
  /** The first argument; absent for count(). */
  readonly value: VReg | undefined;
  /** The increment of a distribution; absent: 1. */
  readonly increment: VReg | undefined;
  readonly parameters: readonly bigint[];
}
