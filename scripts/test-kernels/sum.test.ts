import { expect, it } from 'vitest';
import { sumOf, withoutSum } from './sum.ts';

const before = ' ✓ |kernel| live > Tests 7 failed\n\n Test Files  1 failed | 3 passed (4)\n';

it.each([
  ['      Tests  24 passed (24)', '24 passed, 0 failed, 0 skipped'],
  ['      Tests  2 failed | 24 passed | 10 skipped (36)', '24 passed, 2 failed, 10 skipped'],
  ['      Tests  3 skipped (3)', '0 passed, 0 failed, 3 skipped'],
  ['', undefined],
])('the sum of %j', (line, expected) => {
  expect(sumOf(`${before}${line}\n   Start at  10:50:54\n`)).toBe(expected);
});

it.each([
  [124, 'time is up'],
  [125, 'the lab failed'],
  [137, 'exit status 137'],
])('status %i is told as %s', (status, expected) => {
  expect(withoutSum(status)).toBe(expected);
});
