import { expect } from 'vitest';
import { type Bench, counted, total } from '../../bench.ts';

/** As many as Linux counts. */
export async function check(bench: Bench): Promise<void> {
  const switches = () => counted('stat', /^ctxt (\d+)$/);
  const { output, least, most } = await bench.whileSleeping(['cswstat'], switches);
  const shown = total(output, /^\d{4} .* +(\d+) +\d+$/);
  expect(shown).toBeGreaterThanOrEqual(least);
  expect(shown).toBeLessThanOrEqual(most);
}
