import { expect } from 'vitest';
import { type Bench, rows } from '../../bench.ts';

/** Three opens of a file, and one of a file that is not there. */
export async function check(bench: Bench): Promise<void> {
  bench.file('here');
  const { pid, output } = await bench.watch(
    'for my $name (qw(here here here gone)) { open my $file, "<", $name }',
    (pid) => ['opensnoop', `${pid}`],
  );
  const who = [`${process.getuid?.()}`, `${pid}`, 'perl'];
  const opened = [...who, '3', '0', 'here'];
  expect(rows(output, pid)).toEqual([opened, opened, opened, [...who, '-1', '2', 'gone']]);
}
