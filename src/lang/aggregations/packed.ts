import { toBytes } from '../conversions/index.ts';
import { type ChartStyle, portion, type Scale, scaleOf } from './bars.ts';

/** The buckets that all rows of an aggpack table show, and the values at both ends. */
export interface PackedRange {
  readonly first: number;
  readonly last: number;
  readonly low: bigint;
  readonly high: bigint;
}

/** Labels are at least this wide. */
const LABEL = 4;

const labelOf = (value: bigint): string => String(value);
const widthOf = (value: bigint): number => Math.max(LABEL, labelOf(value).length);

/** `key  min .----. max  | count`. */
export function packedHeader(range: PackedRange, keyWidth: number): string {
  const { first, last, low, high } = range;
  const key = (keyWidth > 0 ? 'key' : '').padStart(keyWidth);
  const scale = `.${'-'.repeat(last - first + 1)}.`;
  return `\n${key} ${'min'.padStart(widthOf(low))} ${scale} ${'max'.padEnd(widthOf(high))} | count\n`;
}

/** What follows a tuple: one character for each bucket, between the values at the ends. */
export function packedLine(total: BigInt64Array, range: PackedRange, style: ChartStyle): string {
  const { first, last, low, high } = range;
  const counts = Array.from(total.subarray(first, last + 1));
  const scale = scaleOf(counts, style);
  const glyphs = counts.map((count) => glyph(count, scale, style)).join('');
  const from = labelOf(low).padStart(widthOf(low));
  const to = labelOf(high).padEnd(widthOf(high));
  return ` ${from} :${glyphs}: ${to} | ${counts.reduce((sum, count) => sum + count, 0n)}\n`;
}

const POSITIVE = '__xxxxXX';
const NEGATIVE = 'vvvvVV';
/** U+2581 is one eighth of a block high, U+2588 is a whole one. */
const LOWEST_BLOCK = 0x2581;

function glyph(count: bigint, scale: Scale, { unicode }: ChartStyle): string {
  if (count === 0n) return ' ';
  if (count < 0n) return NEGATIVE.charAt(portion(count, scale, NEGATIVE.length - 1));
  const height = portion(count, scale, POSITIVE.length - 1);
  return unicode ? toBytes(String.fromCodePoint(LOWEST_BLOCK + height)) : POSITIVE.charAt(height);
}
