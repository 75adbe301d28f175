import { toBytes } from '../conversions/index.ts';

/** How charts are drawn. */
export interface ChartStyle {
  /** aggzoom: the longest bar takes 95 % of the room, whatever the others have. */
  readonly zoom: boolean;
  /** encoding=utf8: bars in eighths of a column. */
  readonly unicode: boolean;
}

export const plainStyle: ChartStyle = { zoom: false, unicode: false };

/** What a bar is measured by: a count is `count * per / whole` of the room. */
export interface Scale {
  readonly per: bigint;
  readonly whole: bigint;
}

/** Counts are measured by the sum of their absolute values or, zoomed, by 1/0.95 of the greatest. */
export function scaleOf(counts: readonly bigint[], { zoom }: ChartStyle): Scale {
  const sizes = counts.map(absolute);
  if (!zoom) return { per: 1n, whole: sizes.reduce((sum, size) => sum + size, 0n) };
  return { per: 19n, whole: 20n * sizes.reduce((most, size) => (size > most ? size : most), 0n) };
}

/** How many of `room` parts a count gets, rounded half up; in integers, since counts may pass 2^53. */
export function portion(count: bigint, { per, whole }: Scale, room: number): number {
  if (whole === 0n) return 0;
  return Number((absolute(count) * per * BigInt(room) * 2n + whole) / (whole * 2n));
}

const BAR = 40;
const HALF = BAR / 2;

/**
 * Draws a bar of 40 columns for each count. Only positive counts: bars grow right from `|`; only
 * negative ones: left from `|` at the right edge; both: from a `|` in the middle, in half the width.
 */
export function barsOf(counts: readonly bigint[], style: ChartStyle): (count: bigint) => string {
  const scale = scaleOf(counts, style);
  const negatives = counts.some((count) => count < 0n);
  const positives = counts.some((count) => count > 0n);
  if (negatives) return positives ? twoSided(scale) : leftward(scale);
  return style.unicode && positives ? inEighths(scale) : rightward(scale);
}

function rightward(scale: Scale): (count: bigint) => string {
  return (count) => `|${'@'.repeat(portion(count, scale, BAR)).padEnd(BAR)}`;
}

function leftward(scale: Scale): (count: bigint) => string {
  return (count) => `${'@'.repeat(portion(count, scale, BAR)).padStart(BAR)}|`;
}

function twoSided(scale: Scale): (count: bigint) => string {
  return (count) => {
    const bar = '@'.repeat(portion(count, scale, HALF));
    const left = count > 0n ? '' : bar;
    const right = count > 0n ? bar : '';
    return `${left.padStart(HALF)}|${right.padEnd(HALF)}`;
  };
}

/** U+2588 is a whole block; from U+258F to U+2589 are one to seven eighths of it. Rounded down. */
function inEighths({ per, whole }: Scale): (count: bigint) => string {
  return (count) => {
    const eighths = Number((count * per * BigInt(BAR * 8)) / whole);
    const rest = eighths % 8;
    const edge = rest === 0 ? '' : String.fromCodePoint(0x2590 - rest);
    const bar = '\u2588'.repeat(Math.floor(eighths / 8)) + edge;
    return toBytes(`|${bar.padEnd(BAR)}`);
  };
}

export function absolute(x: bigint): bigint {
  return x < 0n ? -x : x;
}
