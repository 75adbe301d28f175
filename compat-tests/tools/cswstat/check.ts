import { expect } from 'vitest';
import { type Bench, counted, total } from '../../bench.ts';

/** All switches that there are, according to Linux, while a process sleeps ten times. */
export async function check(bench: Bench): Promise<void> {
  const switches = () => counted('stat', /^ctxt (\d+)$/);
  const work = bench.waiting('select undef, undef, undef, 0.01 for 1..10');
  await work.says('up');
  const before = switches();
  let during = 0;
  const output = await bench.whileTracing(['cswstat'], async () => {
    const start = switches();
    await work.go();
    during = switches() - start;
  });
  const shown = total(output, /^\d{4} .* +(\d+) +\d+$/);
  expect(shown).toBeGreaterThanOrEqual(during);
  expect(shown).toBeLessThanOrEqual(switches() - before);
}
