import { expect } from 'vitest';
import { type Bench, total } from '../../bench.ts';
import { patience } from '../../patience.ts';

/** 0.1 s as usual, which is priority 29, and 0.2 s with niceness 19, which is 0. */
export async function check(bench: Bench): Promise<void> {
  const { pid, output } = await bench.watch('spin(100_000); POSIX::nice(19); spin(200_000)', () => [
    'pridist',
  ]);
  const [, shown = ''] = output.split(`process ${pid}, perl, samples by priority\n`);
  const [graph = ''] = shown.split('\n\n');
  const samples = (priority: number) => total(graph, new RegExp(`^ +${priority} \\|@+ +(\\d+) *$`));
  // An emulated processor misses interrupts of its clock.
  const least = patience > 1 ? 0.1 : 0.75;
  expect(samples(25) / 100).toSatisfy((part) => part > least && part < 1.25);
  expect(samples(0) / 200).toSatisfy((part) => part > least && part < 1.25);
}
