import { expect } from 'vitest';
import { type Bench, total } from '../../bench.ts';

/** 0.1 s as usual, which is priority 29, and 0.2 s with niceness 19, which is 0. */
export async function check(bench: Bench): Promise<void> {
  const { pid, output } = await bench.watch('spin(100_000); POSIX::nice(19); spin(200_000)', () => [
    'pridist',
  ]);
  const [, shown = ''] = output.split(`process ${pid}, perl, samples by priority\n`);
  const [graph = ''] = shown.split('\n\n');
  const samples = (priority: number) => total(graph, new RegExp(`^ +${priority} \\|@+ +(\\d+) *$`));
  expect(samples(25)).toSatisfy((count) => count > 75 && count < 125);
  expect(samples(0)).toSatisfy((count) => count > 150 && count < 250);
}
