import { expect } from 'vitest';
import { syscallNumber } from '../../../src/machine/index.ts';
import { type Bench, rows } from '../../bench.ts';

/** Of mmap(2); Perl has no function for it. */
const number = syscallNumber('mmap');

/** A file is mapped five times, and memory that is none three times. */
export async function check(bench: Bench): Promise<void> {
  const path = bench.file('mapped', 'some text');
  const { pid, output } = await bench.watch(
    `$0 = "maps$$"; open my $file, "<", "mapped";
    syscall ${number}, 0, 4096, 1, 2, fileno $file, 0 for 1..5;
    syscall ${number}, 0, 4096, 1, 0x22, -1, 0 for 1..3; POSIX::_exit(0)`,
    () => ['mmapfiles'],
  );
  expect(rows(output, `maps${pid}`)).toEqual([[`maps${pid}`, '5', path]]);
}
