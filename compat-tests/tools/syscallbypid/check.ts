import { expect } from 'vitest';
import { type Bench, rows } from '../../bench.ts';

/** 20 calls of getppid(2), and the last. */
export async function check(bench: Bench): Promise<void> {
  const { pid, output } = await bench.watch('getppid() for 1..20; POSIX::_exit(0)', () => [
    'syscallbypid',
  ]);
  expect(rows(output, pid)).toContainEqual([`${pid}`, 'perl', 'getppid', '20']);
  expect(rows(output, pid)).toContainEqual([`${pid}`, 'perl', 'exit_group', '1']);
}
