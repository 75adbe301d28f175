import { expect } from 'vitest';
import { type Bench, interrupts, total } from '../../bench.ts';

/** All that there are while a process sleeps ten times, but for those that the tool comes in the middle of. */
export async function check(bench: Bench): Promise<void> {
  const work = bench.waiting('select undef, undef, undef, 0.01 for 1..10');
  await work.says('up');
  const before = interrupts();
  let during = 0;
  const output = await bench.whileTracing(['intoncpu'], async () => {
    const start = interrupts();
    await work.go();
    during = interrupts() - start;
  });
  const shown = total(output, /^ +\d+ \|@* +(\d+) *$/);
  expect(shown).toBeGreaterThanOrEqual(during);
  expect(shown).toBeLessThanOrEqual(interrupts() - before);
}
