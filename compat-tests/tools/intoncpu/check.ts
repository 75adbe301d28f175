import { expect } from 'vitest';
import { type Bench, interrupts, total } from '../../bench.ts';

/** As many as Linux counts. */
export async function check(bench: Bench): Promise<void> {
  const { output, least, most } = await bench.whileSleeping(['intoncpu'], interrupts);
  const shown = total(output, /^ +\d+ \|@* +(\d+) *$/);
  expect(shown).toBeGreaterThanOrEqual(least);
  expect(shown).toBeLessThanOrEqual(most);
}
