import { describe, expect, it } from 'vitest';
import { plainStyle } from './bars.ts';
import { drawChart } from './chart.ts';
import { aggregationsByName } from './index.ts';

/** Charts are stated as [label, count] buckets given, and lines expected; every line ends in blanks. */
const HEAD = '           value  ------------- Distribution ------------- count    ';

function chart(
  name: string,
  parameters: readonly bigint[],
  counts: Readonly<Record<number, bigint>>,
  { normal = 1n, dialect = 'illumos' as 'illumos' | 'oracle' } = {},
): string[] {
  const row = aggregationsByName.get(name);
  const total = new BigInt64Array(row?.cells(parameters) ?? 0);
  for (const [i, count] of Object.entries(counts)) total[Number(i)] = count;
  const buckets = row?.buckets?.(total, parameters, dialect) ?? [];
  const lines = drawChart(buckets, normal, plainStyle).split('\n');
  expect(lines.slice(0, 2)).toEqual(['', HEAD]);
  expect(lines.at(-1)).toBe('');
  return lines.slice(2, -1);
}

const right = (label: string, bar: number, count: string) =>
  `${label.padStart(16)} |${'@'.repeat(bar)}${' '.repeat(40 - bar)} ${count.padEnd(9)}`;
const left = (label: string, bar: number, count: string) =>
  `${label.padStart(16)} ${' '.repeat(40 - bar)}${'@'.repeat(bar)}| ${count.padEnd(9)}`;
const both = (label: string, negative: number, positive: number, count: string) =>
  `${label.padStart(16)} ${' '.repeat(20 - negative)}${'@'.repeat(negative)}|${'@'.repeat(positive)}${' '.repeat(20 - positive)} ${count.padEnd(9)}`;

describe('quantize', () => {
  it.each([
    ['one bucket', { 68: 7n }, [right('8', 0, '0'), right('16', 40, '7'), right('32', 0, '0')]],
    ['no data', {}, [right('-1', 0, '0'), right('0', 0, '0'), right('1', 0, '0')]],
    ['both ends of the table', { 0: 1n, 126: 1n }, undefined],
    [
      'negative values',
      { 61: 1n, 64: 3n },
      [
        right('-4', 0, '0'),
        right('-2', 10, '1'),
        right('-1', 0, '0'),
        right('0', 0, '0'),
        right('1', 30, '3'),
        right('2', 0, '0'),
      ],
    ],
    ['negative counts', { 64: -3n }, [left('0', 0, '0'), left('1', 40, '-3'), left('2', 0, '0')]],
    [
      'mixed counts',
      { 63: -1n, 64: 3n },
      [both('-1', 0, 0, '0'), both('0', 5, 0, '-1'), both('1', 0, 15, '3'), both('2', 0, 0, '0')],
    ],
    [
      'halves are rounded up',
      { 64: 79n, 65: 1n },
      [right('0', 0, '0'), right('1', 40, '79'), right('2', 1, '1'), right('4', 0, '0')],
    ],
    [
      'less than half is nothing',
      { 64: 80n, 65: 1n },
      [right('0', 0, '0'), right('1', 40, '80'), right('2', 0, '1'), right('4', 0, '0')],
    ],
    [
      'counts beyond 2^53',
      { 64: (1n << 63n) - 1n, 65: -(1n << 63n) },
      [
        both('0', 0, 0, '0'),
        both('1', 0, 10, '9223372036854775807'),
        both('2', 10, 0, '-9223372036854775808'),
        both('4', 0, 0, '0'),
      ],
    ],
  ])('%s', (_name, counts, expected) => {
    const lines = chart('quantize', [], counts as Record<number, bigint>);
    if (expected) expect(lines).toEqual(expected);
    else
      expect([lines.length, lines[0], lines[126]]).toEqual([
        127,
        right('-4611686018427387904', 20, '1'),
        right('4611686018427387904', 20, '1'),
      ]);
  });

  it('divides the counts, not the bars, by the normal', () => {
    expect(chart('quantize', [], { 64: 10n, 65: 30n }, { normal: 4n })).toEqual([
      right('0', 0, '0'),
      right('1', 10, '2'),
      right('2', 30, '7'),
      right('4', 0, '0'),
    ]);
  });
});

describe('lquantize', () => {
  it.each([
    [
      'no data: the first three',
      [-10n, 10n, 1n],
      {},
      [right('< -10', 0, '0'), right('-10', 0, '0'), right('-9', 0, '0')],
    ],
    ['below', [10n, 12n, 1n], { 0: 1n }, [right('< 10', 40, '1'), right('10', 0, '0')]],
    ['above', [10n, 12n, 1n], { 3: 1n }, [right('11', 0, '0'), right('>= 12', 40, '1')]],
    [
      'steps',
      [0n, 100n, 25n],
      { 2: 1n },
      [right('0', 0, '0'), right('25', 40, '1'), right('50', 0, '0')],
    ],
    [
      'a limit between steps',
      [0n, 7n, 3n],
      { 3: 2n },
      [right('3', 0, '0'), right('>= 6', 40, '2')],
    ],
    [
      'negative counts',
      [0n, 2n, 1n],
      { 1: -5n },
      [left('< 0', 0, '0'), left('0', 40, '-5'), left('1', 0, '0')],
    ],
  ] as const)('%s', (_name, parameters, counts, expected) => {
    expect(chart('lquantize', parameters, counts)).toEqual(expected);
  });
});

describe('llquantize(v, 10, 0, 1, 20): 9 + 18 buckets either side of cell 28', () => {
  const parameters = [10n, 0n, 1n, 20n];
  const oracle = { dialect: 'oracle' as const };
  it('oracle: one bucket', () => {
    expect(chart('llquantize', parameters, { 30: 4n }, oracle)).toEqual([
      right('1', 0, '0'),
      right('2', 40, '4'),
      right('3', 0, '0'),
    ]);
  });
  it('oracle: zero', () => {
    expect(chart('llquantize', parameters, { 28: 4n }, oracle)).toEqual([
      right('-1', 0, '0'),
      right('0', 40, '4'),
      right('1', 0, '0'),
    ]);
  });
  it('oracle: no data', () => {
    expect(chart('llquantize', parameters, {}, oracle)).toEqual([
      right('0', 0, '0'),
      right('1', 0, '0'),
      right('2', 0, '0'),
    ]);
  });
  it('oracle: beyond both ends', () => {
    const lines = chart('llquantize', parameters, { 0: 1n, 56: 1n }, oracle);
    expect([lines.length, lines[0], lines[1], lines.at(-2), lines.at(-1)]).toEqual([
      57,
      right('<= -100', 20, '1'),
      right('-95', 0, '0'),
      right('95', 0, '0'),
      right('>= 100', 20, '1'),
    ]);
  });
  it('oracle: the centre by its bound, unless negatives are in sight', () => {
    const p = [10n, 1n, 1n, 10n];
    expect(chart('llquantize', p, { 11: 1n }, oracle).at(0)).toBe(right('< 10', 0, '0'));
    expect(chart('llquantize', p, { 10: 1n }, oracle).at(1)).toBe(right('abs() < 10', 40, '1'));
  });
  it('illumos: what is below the least magnitude is one bucket', () => {
    expect(chart('llquantize', parameters, { 3: 1n, 28: 1n, 29: 2n })).toEqual([
      right('< 1', 20, '2'),
      right('1', 20, '2'),
      right('2', 0, '0'),
    ]);
  });
  it('illumos: above', () => {
    expect(chart('llquantize', parameters, { 56: 1n })).toEqual([
      right('95', 0, '0'),
      right('>= 100', 40, '1'),
    ]);
  });
});

describe('values', () => {
  it.each([
    ['avg', [3n, 10n], 1n, 3n],
    ['avg', [3n, -10n], 1n, -3n],
    ['avg', [3n, 100n], 10n, 3n],
    ['avg', [0n, 0n], 1n, 0n],
    ['sum', [-100n], 30n, -3n],
    ['count', [19n], 5n, 3n],
    ['min', [0n], 1n, 0n],
    ['max', [0n], 1n, 0n],
  ] as const)('%s of cells %o by %d', (name, cells, normal, expected) => {
    const row = aggregationsByName.get(name);
    expect(row?.value?.(BigInt64Array.from(cells), normal)).toBe(expected);
  });

  it('distributions sort by weight, then by their zero bucket', () => {
    const row = aggregationsByName.get('quantize');
    const keyOf = (counts: Record<number, bigint>) => {
      const cells = new BigInt64Array(128);
      for (const [i, count] of Object.entries(counts)) cells[Number(i)] = count;
      return row?.sortKey(cells, []) ?? 0n;
    };
    const order = [
      keyOf({ 62: 9n }),
      keyOf({ 63: 1n }),
      keyOf({ 63: 5n }),
      keyOf({ 64: 1n }),
      keyOf({ 65: 1n }),
    ];
    expect(order.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(order);
  });
});
