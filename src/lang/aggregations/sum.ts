import type { Aggregation } from '../aggregation.ts';
import { addCells, bump } from './cells.ts';

export const sum: Aggregation = {
  name: 'sum',
  proto: 'void(@)',
  parameters: 0,
  cells: () => 1,
  update: (b, { cells, value, atomic }) => bump(b, cells, 0, value, atomic),
  merge: addCells,
  additive: true,
  sortKey: ([total = 0n]) => total,
  value: ([total = 0n], normal) => total / normal,
  bar: true,
  doc: 'The sum of its argument, a signed 64-bit number.',
  example: 'BEGIN { @ = sum(-7); exit(0); }',
};
