import { expect } from 'vitest';
import { type Bench, total } from '../../bench.ts';

/** A process with one thread, which uses 0.3 s of a processor. */
export async function check(bench: Bench): Promise<void> {
  const { pid, output } = await bench.watch('spin(300_000)', (pid) => ['threaded', `${pid}`]);
  expect(output).toContain(`perl, process ${pid}, `);
  expect(total(output, /^ +0 \|@+ +(\d+) *$/)).toSatisfy((count) => count > 23 && count < 38);
  expect(total(output, /^ +1 \|@* +(\d+) *$/)).toBe(0);
}
