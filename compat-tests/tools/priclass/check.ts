import { expect } from 'vitest';
import { type Bench, total } from '../../bench.ts';

/** 0.1 s with the lowest priority there is: niceness 19 is priority 0. */
export async function check(bench: Bench): Promise<void> {
  const { output } = await bench.watch('POSIX::nice(19); spin(100_000)', () => ['priclass']);
  const [, shown = ''] = output.split('class TS, samples by priority\n');
  const [graph = ''] = shown.split('\n\n');
  expect(total(graph, /^ +0 \|@+ +(\d+) *$/)).toBeGreaterThan(75);
}
