import { expect } from 'vitest';
import { type Bench, total } from '../../bench.ts';

/** 0.05 s as usual, which is priority 29, and 0.1 s with niceness 19, which is 0. */
export async function check(bench: Bench): Promise<void> {
  const { pid, output } = await bench.watch(
    '1 while POSIX::clock() < 50_000; POSIX::nice(19); 1 while POSIX::clock() < 150_000',
    () => ['pridist'],
  );
  const [, shown = ''] = output.split(`process ${pid}, perl, samples by priority\n`);
  const [graph = ''] = shown.split('\n\n');
  const samples = (priority: number) => total(graph, new RegExp(`^ +${priority} \\|@+ +(\\d+) *$`));
  expect(samples(25)).toSatisfy((count) => count > 35 && count < 65);
  expect(samples(0)).toSatisfy((count) => count > 75 && count < 125);
}
