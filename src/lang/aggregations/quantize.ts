import { bug } from '../../diag/index.ts';
import { type IrBuilder, imm, type VReg } from '../../ir/index.ts';
import type { Aggregation } from '../aggregation.ts';
import { addCells, bumpAt, signOf, withSign } from './cells.ts';
import { occupied } from './chart.ts';

/** 63 negative powers of two, zero, 63 positive ones. */
const BUCKETS = 127;
const ZERO = 63;

export const quantize: Aggregation = {
  name: 'quantize',
  proto: 'void(@, [@])',
  parameters: 0,
  increment: 1,
  /** One more than there are buckets: then a mask proves an index good. */
  cells: () => BUCKETS + 1,
  update: (b, { cells, value, increment, atomic }) =>
    bumpAt(b, cells, bucketOf(b, value ?? bug('quantize() without a value')), increment, atomic),
  merge: addCells,
  additive: true,
  sortKey: weight,
  buckets: (total) => {
    const [first, last] = occupied(total.subarray(0, BUCKETS), [ZERO - 1, ZERO + 1]);
    const rows = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    return rows.map((i) => ({ label: String(lowest(i)), count: total[i] ?? 0n }));
  },
  packed: (totals) => {
    const ranges = totals.map((total) => occupied(total.subarray(0, BUCKETS), [ZERO, ZERO]));
    const first = Math.min(...ranges.map(([start]) => start));
    const last = Math.max(...ranges.map(([, end]) => end));
    return { first, last, low: lowest(first), high: lowest(last) };
  },
  doc: 'A distribution in powers of two. The increment is 1 unless given, and may be negative.',
  example: 'BEGIN { @ = quantize(100); @ = quantize(-3, 2); exit(0); }',
};

/** The value that labels a bucket: the one nearest to zero. */
function lowest(bucket: number): bigint {
  if (bucket === ZERO) return 0n;
  return bucket > ZERO ? 1n << BigInt(bucket - ZERO - 1) : -(1n << BigInt(ZERO - 1 - bucket));
}

/** Orders by the sum of label × count; equal sums, by the count at zero. */
function weight(total: BigInt64Array): bigint {
  let sum = 0n;
  for (let i = 0; i < BUCKETS; i++) sum += lowest(i) * (total[i] ?? 0n);
  return (sum << 80n) + (total[ZERO] ?? 0n);
}

/**
 * 63 ± (1 + floor(log2 |value|)), or 63 for 0: straight-line code, so that quantize() adds no paths
 * to verify. INT64_MIN counts as −(2^63 − 1).
 */
function bucketOf(b: IrBuilder, value: VReg): VReg {
  const sign = signOf(b, value);
  const magnitude = withSign(b, value, sign);
  const bounded = b.alu('sub', magnitude, b.alu('rsh', magnitude, imm(63)));
  const distance = b.alu('add', floorLog2(b, bounded), notZero(b, bounded));
  return b.alu('and', b.alu('add', withSign(b, distance, sign), imm(ZERO)), imm(127));
}

/** 1 if a register below 2^63 is not zero, else 0: the top bit of its negation. */
function notZero(b: IrBuilder, value: VReg): VReg {
  return b.alu('rsh', b.negate(value), imm(63));
}

/** Position of the highest bit of a register below 2^63, by halving; 0 for 0. */
function floorLog2(b: IrBuilder, value: VReg): VReg {
  let rest = value;
  let log = b.constant(0);
  for (const [bits, shift] of [
    [32, 5],
    [16, 4],
    [8, 3],
    [4, 2],
    [2, 1],
    [1, 0],
  ] as const) {
    const above = notZero(b, b.alu('rsh', rest, imm(bits)));
    const step = shift === 0 ? above : b.alu('lsh', above, imm(shift));
    log = b.alu('or', log, step);
    if (shift > 0) rest = b.alu('rsh', rest, step);
  }
  return log;
}
