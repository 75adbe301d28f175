import { bug } from '../../diag/index.ts';
import { type IrBuilder, imm, type VReg } from '../../ir/index.ts';
import type { Aggregation } from '../aggregation.ts';
import { addCells, bump, signOf, withSign } from './cells.ts';

/**
 * Cells: count, sum, and the sum of squares, which needs 128 bits, as l0 + 2^32 l1 + 2^64 l2. The
 * two low limbs are kept below 2^32, so adding and subtracting cell by cell stays exact however
 * often they are merged; only l2 wraps, as the 128-bit number does.
 */
export const stddev: Aggregation = {
  name: 'stddev',
  proto: 'void(@)',
  parameters: 0,
  cells: () => 5,
  update: (b, { cells, value, atomic }) => {
    bump(b, cells, 0, undefined, atomic);
    bump(b, cells, 1, value, atomic);
    addSquare(b, cells, value ?? bug('stddev() without a value'));
  },
  merge: addCells,
  additive: true,
  sortKey: (total) => deviation(total, 1n),
  value: deviation,
  doc: 'The standard deviation of its argument, truncated.',
  example: 'BEGIN { @ = stddev(1); @ = stddev(9); exit(0); }',
};

/** |x| = 2^32 a + b, so x² = 2^64 a² + 2^32 (2ab) + b²; a ≤ 2^31, so no product passes 64 bits. */
function addSquare(b: IrBuilder, cells: VReg, value: VReg): void {
  const magnitude = withSign(b, value, signOf(b, value));
  const high = b.alu('rsh', magnitude, imm(32));
  const low = b.extend(4, false, magnitude);
  const middle = b.alu('lsh', b.alu('mul', high, low), imm(1));
  const bottom = b.alu('mul', low, low);

  const limb0 = b.alu('add', b.load(8, cells, 16), b.extend(4, false, bottom));
  b.store(8, cells, 16, b.extend(4, false, limb0));
  let limb1 = b.alu('add', b.load(8, cells, 24), b.alu('rsh', limb0, imm(32)));
  limb1 = b.alu('add', limb1, b.alu('rsh', bottom, imm(32)));
  limb1 = b.alu('add', limb1, b.extend(4, false, middle));
  b.store(8, cells, 24, b.extend(4, false, limb1));
  let limb2 = b.alu('add', b.load(8, cells, 32), b.alu('rsh', limb1, imm(32)));
  limb2 = b.alu('add', limb2, b.alu('rsh', middle, imm(32)));
  b.store(8, cells, 32, b.alu('add', limb2, b.alu('mul', high, high)));
}

/** √(mean of squares − square of mean), each division truncating, as DTrace's 128-bit code does. */
function deviation(
  [count = 0n, sum = 0n, limb0 = 0n, limb1 = 0n, limb2 = 0n]: BigInt64Array,
  normal: bigint,
): bigint {
  if (count === 0n) return 0n;
  const squares = BigInt.asUintN(128, limb0 + (limb1 << 32n) + (limb2 << 64n));
  const mean = sum / normal / count;
  return squareRoot(squares / normal / count - mean * mean);
}

/** Newton's method from above; 0 for what truncation made negative. */
function squareRoot(x: bigint): bigint {
  if (x <= 0n) return 0n;
  let root = 1n << BigInt((x.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + x / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
