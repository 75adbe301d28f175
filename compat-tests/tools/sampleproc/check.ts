import { expect } from 'vitest';
import { type Bench, rows } from '../../bench.ts';

/** A process that uses 0.3 s of a processor. */
export async function check(bench: Bench): Promise<void> {
  const { pid, output } = await bench.watch('spin(300_000)', () => ['sampleproc']);
  const [[, , samples, percent] = []] = rows(output, pid);
  expect(Number(samples)).toSatisfy((count) => count > 23 && count < 38);
  expect(Number(percent)).toSatisfy((share) => share > 5 && share <= 100);
}
