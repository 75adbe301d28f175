import { expect } from 'vitest';
import { type Bench, rows } from '../../bench.ts';

/** 20 calls of getppid(2), and one of select(2) that waits 50 ms. */
export async function check(bench: Bench): Promise<void> {
  const { output } = await bench.watch(
    'getppid() for 1..20; select undef, undef, undef, 0.05',
    (pid) => ['procsystime', `${pid}`],
  );
  const numbers = (call: RegExp) => rows(output, call)[0]?.slice(1).map(Number) ?? [];
  const [calls, elapsed = 0, cpu = 0] = numbers(/^getppid$/);
  expect(calls).toBe(20);
  expect(cpu).toBeLessThanOrEqual(elapsed);
  const [waits, waited, busy] = numbers(/^p?select6?$/);
  expect(waits).toBe(1);
  expect(waited).toBeGreaterThan(50_000_000);
  expect(busy).toBeLessThan(25_000_000);
}
