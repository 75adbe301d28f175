import { barsOf, type ChartStyle } from './bars.ts';

/** A line of a distribution: what stands left of its bar, and the sum of its increments. */
export interface Bucket {
  readonly label: string;
  readonly count: bigint;
}

/** `value` over labels of 16 columns or, with a width, `key` over tuples. */
export function chartHeader(keyWidth = 0): string {
  const [width, title] = keyWidth === 0 ? [16, 'value'] : [keyWidth, 'key'];
  const distribution = '------------- Distribution -------------'.padStart(41);
  return `\n${title.padStart(width)} ${distribution} ${'count'.padEnd(9)}\n`;
}

/** A bar and what it stands for. The count, but not the bar, is divided by `normal`. */
export function chartLine(bar: string, count: bigint, normal: bigint): string {
  return ` ${bar} ${String(count / normal).padEnd(9)}\n`;
}

/** DTrace's chart: labels right-aligned in 16, bars, counts. The leading newline is its own. */
export function drawChart(buckets: readonly Bucket[], normal: bigint, style: ChartStyle): string {
  const counts = buckets.map(({ count }) => count);
  const bar = barsOf(counts, style);
  const lines = buckets.map(
    ({ label, count }) => label.padStart(16) + chartLine(bar(count), count, normal),
  );
  return chartHeader() + lines.join('');
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
