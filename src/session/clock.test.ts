import { expect, test, vi } from 'vitest';
import { bootOffset, steadyOffset } from './clock.ts';

/** Milliseconds between the offset's idea of now and node's. */
function error(): number {
  return Number((bootOffset() + process.hrtime.bigint()) / 1_000_000n) - Date.now();
}

test('time of day', () => {
  // A machine that has slept differs from this by what it slept, and then only by hundredths.
  expect(Math.abs(error())).toBeLessThan(30);
});

test('somebody sets the clock', () => {
  const before = bootOffset();
  vi.useFakeTimers({ now: Date.now() + 3_600_000, toFake: ['Date'] });
  const moved = Number((bootOffset() - before) / 1_000_000n);
  vi.useRealTimers();
  expect(Math.abs(moved - 3_600_000)).toBeLessThan(30);
});

test('the little that clocks are read apart changes nothing', () => {
  const before = bootOffset() + 300_000n;
  expect(steadyOffset(before)).toBe(before);
  expect(steadyOffset(0n)).not.toBe(0n);
});
