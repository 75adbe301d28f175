import { expect } from 'vitest';
import { type Bench, rows } from '../../bench.ts';

/** Four reads and two writes. */
export async function check(bench: Bench): Promise<void> {
  const { pid, output } = await bench.watch(
    `open my $from, "<", "/dev/zero"; my $text; sysread $from, $text, 10 for 1..4;
    open my $to, ">", "to"; syswrite $to, $text for 1..2`,
    () => ['rwbypid'],
  );
  expect(rows(output, pid)).toEqual([
    [`${pid}`, 'perl', 'W', '2'],
    [`${pid}`, 'perl', 'R', '4'],
  ]);
}
