import { expect } from 'vitest';
import { type Bench, total } from '../../bench.ts';

/** A program that sleeps 20 times. */
export async function check(bench: Bench): Promise<void> {
  const { pid, output } = await bench.watch(
    '$0 = "naps$$"; select undef, undef, undef, 0.001 for 1..20; POSIX::_exit(0)',
    () => ['cpudists'],
  );
  const [, shown = ''] = output.split(`naps${pid}, ns at a time\n`);
  const [graph = ''] = shown.split('\n\n');
  expect(total(graph, /\|@* +(\d+) *$/)).toBeGreaterThanOrEqual(20);
}
