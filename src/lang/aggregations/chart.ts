/** A line of a distribution: what stands left of its bar, and the sum of its increments. */
export interface Bucket {
  readonly label: string;
  readonly count: bigint;
}

const BAR = 40;
const HALF = BAR / 2;

const HEADER = `\n${'value'.padStart(16)} ${'------------- Distribution -------------'.padStart(41)} ${'count'.padEnd(9)}\n`;

/**
 * DTrace's chart: labels right-aligned in 16, bars of 40 columns in proportion to the sum of all
 * absolute counts, rounded half up. Only positive counts: bars grow right from `|`; only negative
 * ones: left from `|` at the right edge; both: from a `|` in the middle, in half the width.
 * The counts, but not the bars, are divided by `normal`.
 */
export function drawChart(buckets: readonly Bucket[], normal: bigint): string {
  const total = buckets.reduce((sum, { count }) => sum + absolute(count), 0n);
  const negatives = buckets.some(({ count }) => count < 0n);
  const positives = buckets.some(({ count }) => count > 0n);
  const bar = negatives ? (positives ? twoSided : leftward) : rightward;
  const line = ({ label, count }: Bucket) =>
    `${label.padStart(16)} ${bar(count, total)} ${String(count / normal).padEnd(9)}\n`;
  return HEADER + buckets.map(line).join('');
}

/**
 * The buckets from one before the first that is not zero to one after the last. `empty` is the range
 * [first, last] that stands for a distribution without data.
 */
export function occupied(
  counts: BigInt64Array,
  empty: readonly [number, number],
): readonly [number, number] {
  const first = counts.findIndex((count) => count !== 0n);
  if (first < 0) return empty;
  const last = counts.findLastIndex((count) => count !== 0n);
  return [Math.max(first - 1, 0), Math.min(last + 1, counts.length - 1)];
}

/** round(|count| × columns / total) in integers, since counts may pass 2^53. */
function depth(count: bigint, total: bigint, columns: number): number {
  if (total === 0n) return 0;
  return Number((absolute(count) * BigInt(columns) * 2n + total) / (total * 2n));
}

function rightward(count: bigint, total: bigint): string {
  return `|${'@'.repeat(depth(count, total, BAR)).padEnd(BAR)}`;
}

function leftward(count: bigint, total: bigint): string {
  return `${'@'.repeat(depth(count, total, BAR)).padStart(BAR)}|`;
}

function twoSided(count: bigint, total: bigint): string {
  const bar = '@'.repeat(depth(count, total, HALF));
  const left = count > 0n ? '' : bar;
  const right = count > 0n ? bar : '';
  return `${left.padStart(HALF)}|${right.padEnd(HALF)}`;
}

function absolute(x: bigint): bigint {
  return x < 0n ? -x : x;
}
