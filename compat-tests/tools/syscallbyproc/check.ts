import { expect } from 'vitest';
import { type Bench, rows } from '../../bench.ts';

/** 100 calls of getppid(2) of a program with a name of its own, and the last. */
export async function check(bench: Bench): Promise<void> {
  const { pid, output } = await bench.watch(
    '$0 = "calls$$"; getppid() for 1..100; POSIX::_exit(0)',
    () => ['syscallbyproc'],
  );
  expect(rows(output, `calls${pid}`)).toEqual([[`calls${pid}`, '101']]);
}
