import { describe, expect, test } from 'vitest';
import { barsOf, portion, scaleOf } from './bars.ts';
import { packedHeader, packedLine } from './packed.ts';

const style = { zoom: false, unicode: false };

const decode = (text: string): string => Buffer.from(text, 'latin1').toString('utf8');

describe('bars', () => {
  test.each([
    [[1n, 3n], 1n, `|${'@'.repeat(10)}${' '.repeat(30)}`],
    [[-1n, -3n], -1n, `${' '.repeat(30)}${'@'.repeat(10)}|`],
    [[-1n, 3n], -1n, `${' '.repeat(15)}@@@@@|${' '.repeat(20)}`],
    [[-1n, 3n], 3n, `${' '.repeat(20)}|${'@'.repeat(15)}     `],
    [[0n, 0n], 0n, `|${' '.repeat(40)}`],
    [[1n, 80n], 1n, `|${' '.repeat(40)}`],
  ])('of %o: %s', (counts, count, expected) => {
    expect(barsOf(counts, style)(count)).toBe(expected);
  });

  test('zoomed, the longest one takes 38 of 40 columns', () => {
    const bar = barsOf([10n, 20n, 70n], { ...style, zoom: true });
    expect([10n, 20n, 70n].map((n) => bar(n).trim().length - 1)).toEqual([5, 11, 38]);
  });

  test.each([
    [[1n, 2n], 1n, `|${'█'.repeat(13)}▎${' '.repeat(26)}`],
    [[1n, 319n], 1n, `|▏${' '.repeat(39)}`],
    [[5n], 5n, `|${'█'.repeat(40)}`],
    [[-1n, 3n], 3n, `${' '.repeat(20)}|${'@'.repeat(15)}     `],
  ])('in eighths, of %o: %s', (counts, count, expected) => {
    expect(decode(barsOf(counts, { ...style, unicode: true })(count))).toBe(expected);
  });

  test('counts beyond 2^53 keep their proportion', () => {
    const huge = (1n << 63n) - 1n;
    expect(portion(huge, scaleOf([huge, huge, 0n], style), 40)).toBe(20);
  });
});

describe('packed rows', () => {
  const range = { first: 1, last: 4, low: 0n, high: 12345n };
  const total = BigInt64Array.of(9n, 0n, 1n, 3n, 4n, 9n);

  test('header', () => {
    expect(packedHeader(range, 6)).toBe('\n   key  min .----. max   | count\n');
    expect(packedHeader(range, 0)).toBe('\n  min .----. max   | count\n');
  });

  test.each([
    ['ascii', total, style, '    0 : _xx: 12345 | 8\n'],
    ['unicode', total, { ...style, unicode: true }, '    0 : ▂▄▅: 12345 | 8\n'],
    ['zoomed', total, { zoom: true, unicode: false }, '    0 : xxX: 12345 | 8\n'],
    ['negative', total.map((n) => -n), style, '    0 : vvv: 12345 | -8\n'],
    ['empty', new BigInt64Array(6), style, '    0 :    : 12345 | 0\n'],
  ])('%s', (_name, cells, how, expected) => {
    expect(decode(packedLine(cells, range, how))).toBe(expected);
  });
});
