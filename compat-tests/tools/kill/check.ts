import { expect } from 'vitest';
import { type Bench, rows } from '../../bench.ts';

/** A signal for itself, and one for a process that does not exist. */
export async function check(bench: Bench): Promise<void> {
  const { pid, output } = await bench.watch(
    '$SIG{USR1} = "IGNORE"; kill 10, $$; kill 15, 0x7ffffffe',
    () => ['kill'],
  );
  expect(rows(output, pid)).toEqual([
    [`${pid}`, 'perl', '10', `${pid}`, '0', '0'],
    [`${pid}`, 'perl', '15', `${0x7ffffffe}`, '-1', '3'],
  ]);
}
