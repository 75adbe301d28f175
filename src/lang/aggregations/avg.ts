import type { Aggregation } from '../aggregation.ts';
import { addCells, bump } from './cells.ts';

/** Cells: count, sum. Normalization comes before the division by the count; both truncate. */
export const avg: Aggregation = {
  name: 'avg',
  proto: 'void(@)',
  parameters: 0,
  cells: () => 2,
  update: (b, { cells, value, atomic }) => {
    bump(b, cells, 0, undefined, atomic);
    bump(b, cells, 1, value, atomic);
  },
  merge: addCells,
  additive: true,
  sortKey: (total) => average(total, 1n),
  value: average,
  doc: 'The mean of its argument, truncated towards zero.',
  example: 'BEGIN { @ = avg(1); @ = avg(4); exit(0); }',
};

function average([count = 0n, sum = 0n]: BigInt64Array, normal: bigint): bigint {
  return count === 0n ? 0n : sum / normal / count;
}
