import { expect } from 'vitest';
import { type Bench, total } from '../../bench.ts';
import { whyNoProgram } from '../../kernel.ts';

export const whyNot = () => whyNoProgram('taskset', '-V');

/** 0.1 s of a process that was told where to run. */
export async function check(bench: Bench): Promise<void> {
  const { pid, output } = await bench.watch(
    'system "taskset -pc 0 $$ > /dev/null"; spin(100_000)',
    () => ['cpuwalk'],
  );
  const [, shown = ''] = output.split(`process ${pid}, perl, samples by processor\n`);
  const [graph = ''] = shown.split('\n\n');
  expect(total(graph, /^ +0 \|@* +(\d+) *$/)).toSatisfy((count) => count > 75 && count < 115);
  expect(total(graph, /^ +[1-9]\d* \|@* +(\d+) *$/)).toBeLessThan(20);
}
