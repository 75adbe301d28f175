import { expect } from 'vitest';
import type { Bench } from '../../bench.ts';

/** 25 failing calls of access(2) with ENOENT, 10 of close(2) with EBADF. */
export async function check(bench: Bench): Promise<void> {
  const work = bench.waiting('for (1..25) { -r "/none/there" } POSIX::close(99) for 1..10');
  await work.says('up');
  const output = await bench.whileTracing(['errinfo', `${work.pid}`], () => work.go());
  expect(output).toContain('EXEC             SYSCALL            ERR    COUNT\n');
  expect(output).toMatch(/^perl +\w*(?:stat|access)\w* +2 +25$/m);
  expect(output).toMatch(/^perl +close +9 +10$/m);
}
