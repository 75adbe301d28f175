import { expect } from 'vitest';
import { type Bench, total } from '../../bench.ts';
import { whyNoProgram } from '../../kernel.ts';

export const whyNot = () => whyNoProgram('taskset', '-V');

/** Three processes that want the same processor for 0.1 s each: some wait for 0.2 s. */
export async function check(bench: Bench): Promise<void> {
  const { output } = await bench.watch(
    `system "taskset -pc 0 $$ > /dev/null";
    for (1..3) { if (fork == 0) { spin(100_000); POSIX::_exit(0) } } 1 while wait > 0`,
    () => ['runocc'],
  );
  expect(total(output, /^ +0 +(\d+)%$/)).toBeGreaterThan(40);
}
