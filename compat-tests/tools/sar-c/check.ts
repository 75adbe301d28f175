import { expect } from 'vitest';
import { type Bench, total } from '../../bench.ts';

/**
 * Four reads of ten bytes, and three more of one that has begun before; two writes of five; a fork; 20
 * calls of getppid(2), and others.
 */
export async function check(bench: Bench): Promise<void> {
  const { output } = await bench.watch(
    `open my $from, "<", "/dev/zero"; open my $to, ">", "to"; my $text;
    sysread $from, $text, 10 for 1..4; syswrite $to, "five." for 1..2; getppid() for 1..20;
    POSIX::_exit(0) if fork == 0; POSIX::_exit(0)`,
    (pid) => ['sar-c', `${pid}`],
  );
  const column = (place: number) =>
    total(output, new RegExp(`^\\d{4} \\w+ +\\d+ [\\d:]+ +(?:\\d+ +){${place}}(\\d+)(?: +\\d+)*$`));
  expect(column(0)).toBeGreaterThan(30);
  expect([1, 2, 3, 4, 5, 6].map(column)).toEqual([4, 2, 1, 0, 43, 10]);
}
