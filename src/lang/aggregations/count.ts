import type { Aggregation } from '../aggregation.ts';
import { addCells, bump } from './cells.ts';

export const count: Aggregation = {
  name: 'count',
  proto: 'void()',
  parameters: 0,
  cells: () => 1,
  update: (b, { cells, atomic }) => bump(b, cells, 0, undefined, atomic),
  merge: addCells,
  additive: true,
  sortKey: ([total = 0n]) => total,
  value: ([total = 0n], normal) => total / normal,
  bar: true,
  doc: 'The number of times it was called.',
  example: 'BEGIN { @ = count(); exit(0); }',
};
