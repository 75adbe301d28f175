import { bug } from '../../diag/index.ts';
import { type BlockId, type IrBuilder, imm, type VReg } from '../../ir/index.ts';
import type { Aggregation } from '../aggregation.ts';
import { addCells, bumpAt, signOf, withSign } from './cells.ts';
import { type Bucket, occupied } from './chart.ts';

/**
 * Each order of magnitude factor^o … factor^(o+1) is cut into buckets of equal width: `steps` of
 * them from 0 to its end, or one per integer where there are fewer integers than that. The first
 * steps/factor belong to the order below. A negative value counts in the mirror image:
 *
 *     cell   0         1 … n           n + 1        n + 2 … 2n + 1   2n + 2
 *            ≤ −limit  −edges[n−1] …   |v| < least  edges[0] …       ≥ limit
 */
interface Order {
  /** The end, factor^(o+1). */
  readonly end: bigint;
  readonly width: bigint;
  /** Distance from the centre cell of the bucket that holds width × 0. */
  readonly base: number;
}

interface Shape {
  readonly orders: readonly Order[];
  /** Lower bounds of the positive buckets. */
  readonly edges: readonly bigint[];
  readonly least: bigint;
  readonly limit: bigint;
}

function shapeOf([factor = 2n, low = 0n, high = 0n, steps = 1n]: readonly bigint[]): Shape {
  const least = factor ** low;
  const orders: Order[] = [];
  const edges: bigint[] = [];
  let start = least;
  for (let order = low; order <= high; order++) {
    const end = start * factor;
    const buckets = end < steps ? end : steps;
    const width = end / buckets;
    const skipped = buckets / factor;
    orders.push({ end, width, base: edges.length + 1 - Number(skipped) });
    edges.push(start);
    for (let i = skipped + 1n; i < buckets; i++) edges.push(i * width);
    start = end;
  }
  return { orders, edges, least, limit: start };
}

export const llquantize: Aggregation = {
  name: 'llquantize',
  proto: 'void(@, int32_t, int32_t, int32_t, int32_t, [@])',
  parameters: 4,
  increment: 5,
  cells: (parameters) => 2 * shapeOf(parameters).edges.length + 3,
  update: (b, { cells, value, increment, atomic, parameters }) => {
    const shape = shapeOf(parameters);
    const index = bucketOf(b, value ?? bug('llquantize() without a value'), shape);
    const count = 2 * shape.edges.length + 3;
    // Always true; the verifier does not follow a division.
    b.when('lt', index, imm(count), () => bumpAt(b, cells, index, increment, atomic));
  },
  merge: addCells,
  additive: true,
  sortKey: weight,
  buckets: (total, parameters, dialect) => {
    const shape = shapeOf(parameters);
    return dialect === 'oracle' ? mirrored(total, shape) : positive(total, shape);
  },
  doc: 'A log-linear distribution: value, factor, low and high magnitude, steps, increment.',
  example: 'BEGIN { @ = llquantize(250, 10, 0, 6, 20); exit(0); }',
};

/** Oracle: negative values have their own buckets, and the centre is named by what is in sight. */
function mirrored(total: BigInt64Array, { edges, least, limit }: Shape): readonly Bucket[] {
  const centre = edges.length + 1;
  const [first, last] = occupied(total, [centre, centre + 2]);
  const label = (i: number): string => {
    const bound = edges[Math.abs(i - centre) - 1];
    if (i < centre) return bound === undefined ? `<= -${limit}` : `-${bound}`;
    if (i > centre) return bound === undefined ? `>= ${limit}` : String(bound);
    if (least === 1n) return '0';
    return first < centre ? `abs() < ${least}` : `< ${least}`;
  };
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    label: label(first + i),
    count: total[first + i] ?? 0n,
  }));
}

/** illumos: everything below the least magnitude, negative or not, is one bucket. */
function positive(total: BigInt64Array, { edges, least, limit }: Shape): readonly Bucket[] {
  const centre = edges.length + 1;
  const counts = total.slice(centre);
  counts[0] = total.subarray(0, centre + 1).reduce((sum, count) => sum + count, 0n);
  const [first, last] = occupied(counts, [0, 2]);
  const label = (i: number): string => {
    if (i === 0) return `< ${least}`;
    const edge = edges[i - 1];
    return edge === undefined ? `>= ${limit}` : String(edge);
  };
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    label: label(first + i),
    count: counts[first + i] ?? 0n,
  }));
}

function bucketOf(b: IrBuilder, value: VReg, shape: Shape): VReg {
  const sign = signOf(b, value);
  const magnitude = withSign(b, value, sign);
  const distance = b.constant(0);
  const done = b.label();
  b.jumpIf('lt', magnitude, imm(shape.least), done);
  b.assign(distance, imm(shape.edges.length + 1));
  b.jumpIf('ge', magnitude, imm(shape.limit), done);
  findOrder(b, magnitude, shape.orders, distance, done);
  b.bind(done);
  return b.alu('add', withSign(b, distance, sign), imm(shape.edges.length + 1));
}

/** Halves the orders until one is left, then divides by its width. */
function findOrder(
  b: IrBuilder,
  magnitude: VReg,
  orders: readonly Order[],
  distance: VReg,
  done: BlockId,
): void {
  const [order] = orders;
  if (order !== undefined && orders.length === 1) {
    const { width, base } = order;
    const level = width === 1n ? magnitude : b.alu('div', magnitude, imm(width));
    b.assign(distance, b.alu('add', level, imm(base)));
    b.jump(done);
    return;
  }
  const half = orders.length >> 1;
  const lower = b.label();
  const end = orders[half - 1]?.end ?? bug('llquantize() without orders');
  b.jumpIf('lt', magnitude, imm(end), lower);
  findOrder(b, magnitude, orders.slice(half), distance, done);
  b.bind(lower);
  findOrder(b, magnitude, orders.slice(0, half), distance, done);
}

/** As for quantize(), by the lower bounds; the centre bucket counts as zero. */
function weight(total: BigInt64Array, parameters: readonly bigint[]): bigint {
  const { edges, limit } = shapeOf(parameters);
  const centre = edges.length + 1;
  let sum = 0n;
  total.forEach((count, i) => {
    const bound = i === centre ? 0n : (edges[Math.abs(i - centre) - 1] ?? limit);
    sum += (i < centre ? -bound : bound) * count;
  });
  return (sum << 80n) + (total[centre] ?? 0n);
}
