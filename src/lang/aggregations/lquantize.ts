import { bug } from '../../diag/index.ts';
import { type IrBuilder, imm, type VReg } from '../../ir/index.ts';
import type { Aggregation } from '../aggregation.ts';
import { addCells, bumpAt } from './cells.ts';
import { occupied } from './chart.ts';

/** The constant parameters: `levels` buckets of `step` from `base`, and one on either side. */
interface Shape {
  readonly base: bigint;
  readonly step: bigint;
  readonly levels: number;
}

function shapeOf([base = 0n, limit = 0n, step = 1n]: readonly bigint[]): Shape {
  return { base, step, levels: Number((limit - base) / step) };
}

export const lquantize: Aggregation = {
  name: 'lquantize',
  proto: 'void(@, int32_t, int32_t, [@], [@])',
  parameters: 3,
  increment: 4,
  cells: (parameters) => shapeOf(parameters).levels + 2,
  update: (b, { cells, value, increment, atomic, parameters }) => {
    const shape = shapeOf(parameters);
    const index = bucketOf(b, value ?? bug('lquantize() without a value'), shape);
    // Always true; the verifier does not follow a division.
    b.when('lt', index, imm(shape.levels + 2), () => bumpAt(b, cells, index, increment, atomic));
  },
  merge: addCells,
  additive: true,
  sortKey: weight,
  buckets: (total, parameters) => {
    const shape = shapeOf(parameters);
    const [first, last] = occupied(total, [0, 2]);
    const rows = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    return rows.map((i) => ({ label: labelOf(shape, i), count: total[i] ?? 0n }));
  },
  packed: (_totals, parameters) => {
    const { base, step, levels } = shapeOf(parameters);
    return { first: 0, last: levels + 1, low: base, high: base + step * BigInt(levels) };
  },
  doc: 'A linear distribution: value, lower and upper bound, width of a step, increment.',
  example: 'BEGIN { @ = lquantize(42, 0, 100, 10); exit(0); }',
};

function labelOf({ base, step, levels }: Shape, i: number): string {
  if (i === 0) return `< ${base}`;
  const low = base + BigInt(i - 1) * step;
  return i > levels ? `>= ${low}` : String(low);
}

function bucketOf(b: IrBuilder, value: VReg, { base, step, levels }: Shape): VReg {
  const index = b.constant(0);
  b.when('sge', value, imm(base), () => {
    // Unsigned, the difference is right even where the signed one overflows.
    const distance = b.alu('sub', value, imm(base));
    const level = step === 1n ? distance : b.alu('div', distance, imm(step));
    b.assign(index, imm(levels + 1));
    b.when('lt', level, imm(levels), () => b.assign(index, b.alu('add', level, imm(1))));
  });
  return index;
}

/** As for quantize(); the outer buckets weigh one less than the first and one more than the last. */
function weight(total: BigInt64Array, parameters: readonly bigint[]): bigint {
  const { base, step, levels } = shapeOf(parameters);
  const middle = (i: number) => {
    if (i === 0) return base - 1n;
    const low = base + BigInt(i - 1) * step;
    return i > levels ? low + 1n : low;
  };
  let sum = 0n;
  let zero = 0n;
  total.forEach((count, i) => {
    const value = middle(i);
    sum += value * count;
    if (value === 0n) zero = count;
  });
  return (sum << 80n) + zero;
}
