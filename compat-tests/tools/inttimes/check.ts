import { cpus } from 'node:os';
import { expect } from 'vitest';
import { type Bench, total } from '../../bench.ts';

/** A process that is busy, on a processor that has a timer. */
export async function check(bench: Bench): Promise<void> {
  const start = process.hrtime.bigint();
  const { output } = await bench.watch('spin(100_000)', () => ['inttimes']);
  const elapsed = Number(process.hrtime.bigint() - start);
  const spent = total(output, /^.+ +(\d+)$/);
  expect(spent).toBeGreaterThan(1000);
  expect(spent).toBeLessThan((elapsed * cpus().length) / 2);
}
