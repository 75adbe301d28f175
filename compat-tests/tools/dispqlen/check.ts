import { expect } from 'vitest';
import { type Bench, total } from '../../bench.ts';
import { whyNoProgram } from '../../kernel.ts';

export const whyNot = () => whyNoProgram('taskset', '-V');

/** Three processes that want the same processor for 0.06 s each: two of them wait at first. */
export async function check(bench: Bench): Promise<void> {
  const { output } = await bench.watch(
    `system "taskset -pc 0 $$ > /dev/null";
    for (1..3) { if (fork == 0) { spin(60_000); POSIX::_exit(0) } } 1 while wait > 0`,
    () => ['dispqlen'],
  );
  const [, shown = ''] = output.split('processor 0, threads that wait\n');
  const [graph = ''] = shown.split('\n\n');
  expect(total(graph, /^ +(?:[2-9]|\d\d) \|@+ +(\d+) *$/)).toBeGreaterThan(60);
}
