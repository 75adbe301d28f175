import { expect } from 'vitest';
import { type Bench, rows } from '../../bench.ts';

/** Attributes of a file, of a link that is not there, and of what is open already. */
export async function check(bench: Bench): Promise<void> {
  bench.file('here');
  const { pid, output } = await bench.watch('stat "here"; lstat "gone"; stat STDIN', (pid) => [
    'statsnoop',
    `${pid}`,
  ]);
  const who = [`${process.getuid?.()}`, `${pid}`, 'perl'];
  expect(rows(output, pid)).toEqual([
    [...who, 'stat', '0', 'here'],
    [...who, 'lstat', '2', 'gone'],
    [...who, 'fstat', '0', expect.stringMatching(/^(socket|pipe):\[\d+\]$/)],
  ]);
}
