import { expect } from 'vitest';
import { type Bench, rows } from '../../bench.ts';

/** Three opens of a file, and one of a file that is not there. */
export async function check(bench: Bench): Promise<void> {
  bench.file('here');
  const { pid, output } = await bench.watch(
    '$0 = "opens$$"; for my $name (qw(here here here gone)) { open my $file, "<", $name }',
    () => ['filebyproc'],
  );
  const name = `opens${pid}`;
  expect(rows(output, name)).toEqual([
    [name, '1', 'gone'],
    [name, '3', 'here'],
  ]);
}
