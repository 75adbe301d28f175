import { expect } from 'vitest';
import { type Bench, rows } from '../../bench.ts';

/** Three opens of a file by two names, and one of a file that is not there. */
export async function check(bench: Bench): Promise<void> {
  const path = bench.file('here');
  const { output } = await bench.watch(
    `for my $name ("here", "./here", "${path}", "${path}/gone") { open my $file, "<", $name }`,
    () => ['pathopens'],
  );
  expect(rows(output, path)).toEqual([['3', path]]);
  expect(output).not.toContain('gone');
}
