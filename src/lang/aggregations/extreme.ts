import { bug } from '../../diag/index.ts';
import type { Aggregation } from '../aggregation.ts';

/** What differs between min() and max(). */
interface Extreme {
  readonly name: string;
  /**
   * A cell holds the value xor this mask, which maps the least welcome 64-bit value to 0 and the
   * most welcome one to 2^64 − 1. So zeroed memory means "nothing yet", and both functions keep
   * the greater unsigned cell.
   */
  readonly mask: bigint;
  readonly doc: string;
  readonly example: string;
}

/**
 * min() or max(). An untouched cell prints as 0, and so does the one value it cannot be told from:
 * INT64_MAX for min(), INT64_MIN for max(). A program that interrupts between the load and the store
 * may have its value overwritten.
 */
export function extreme({ name, mask, doc, example }: Extreme): Aggregation {
  const plain = (cell: bigint) => (cell === 0n ? 0n : BigInt.asIntN(64, cell ^ mask));
  return {
    name,
    proto: 'void(@)',
    parameters: 0,
    cells: () => 1,
    update: (b, { cells, value }) => {
      const encoded = b.alu('xor', value ?? bug(`${name}() without a value`), b.constant(mask));
      b.when('gt', encoded, b.load(8, cells, 0), () => b.store(8, cells, 0, encoded));
    },
    merge: (total, cpu) => {
      if (BigInt.asUintN(64, cpu[0] ?? 0n) > BigInt.asUintN(64, total[0] ?? 0n)) total.set(cpu);
    },
    additive: false,
    sortKey: ([cell = 0n]) => plain(cell),
    value: ([cell = 0n], normal) => plain(cell) / normal,
    doc,
    example,
  };
}
