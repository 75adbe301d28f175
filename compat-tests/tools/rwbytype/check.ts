import { expect } from 'vitest';
import { type Bench, rows } from '../../bench.ts';

/** A device is read, a file and a pipe are written. */
export async function check(bench: Bench): Promise<void> {
  const { pid, output } = await bench.watch(
    `open my $zero, "<", "/dev/zero"; my $text; sysread $zero, $text, 1000 for 1..3;
    open my $file, ">", "to"; syswrite $file, $text;
    pipe my $end, my $begin; syswrite $begin, $text, 10`,
    (pid) => ['rwbytype', `${pid}`],
  );
  expect(rows(output, pid)).toEqual([
    [`${pid}`, 'perl', 'pipe', 'W', '10'],
    [`${pid}`, 'perl', 'file', 'W', '1000'],
    [`${pid}`, 'perl', 'char', 'R', '3000'],
  ]);
}
