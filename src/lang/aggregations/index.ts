/** The aggregating functions: from their prototypes to their charts. One file each. */
import type { Aggregation } from '../aggregation.ts';
import { avg } from './avg.ts';
import { count } from './count.ts';
import { llquantize } from './llquantize.ts';
import { lquantize } from './lquantize.ts';
import { max } from './max.ts';
import { min } from './min.ts';
import { quantize } from './quantize.ts';
import { stddev } from './stddev.ts';
import { sum } from './sum.ts';

export const aggregations: readonly Aggregation[] = [
  count,
  sum,
  min,
  max,
  avg,
  stddev,
  quantize,
  lquantize,
  llquantize,
];

export const aggregationsByName: ReadonlyMap<string, Aggregation> = new Map(
  aggregations.map((row) => [row.name, row]),
);
