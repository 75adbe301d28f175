import { expect } from 'vitest';
import { type Bench, rows } from '../../bench.ts';

/** A file is made, one that is there is written, and another is only read. */
export async function check(bench: Bench): Promise<void> {
  const path = bench.file('here');
  const { pid, output } = await bench.watch(
    `$0 = "creates$$"; open my $new, ">", "new"; open my $here, ">>", "here"; open $here, "<", "here"`,
    () => ['creatbyproc'],
  );
  const name = `creates${pid}`;
  expect(rows(output, name)).toEqual([
    [name, `${bench.folder}/new`],
    [name, path],
  ]);
}
