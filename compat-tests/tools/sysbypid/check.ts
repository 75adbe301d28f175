import { expect } from 'vitest';
import { type Bench, rows } from '../../bench.ts';

/** Four reads of ten bytes, while one of three is under way already, and two forks. */
export async function check(bench: Bench): Promise<void> {
  const { pid, output } = await bench.watch(
    `open my $from, "<", "/dev/zero"; sysread $from, my $text, 10 for 1..4;
    for (1..2) { POSIX::_exit(0) if fork == 0; wait }`,
    () => ['sysbypid'],
  );
  const counters = new Map(rows(output, pid).map(([, , name, value]) => [name, value]));
  expect(counters.get('sysread')).toBe('4');
  expect(counters.get('readch')).toBe('43');
  expect(counters.get('sysfork')).toBe('2');
}
