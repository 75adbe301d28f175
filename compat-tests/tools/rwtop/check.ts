import { expect } from 'vitest';
import { type Bench, total } from '../../bench.ts';

/** 300,000 bytes read, after the three that start it, and 20,000 written. */
export async function check(bench: Bench): Promise<void> {
  const { pid, output } = await bench.watch(
    `open my $from, "<", "/dev/zero"; my $text; sysread $from, $text, 100_000 for 1..3;
    open my $to, ">", "to"; syswrite $to, $text, 10_000 for 1..2; POSIX::_exit(0)`,
    () => ['rwtop'],
  );
  const row = (way: string) => new RegExp(`^ *\\d+ +${pid} +${process.pid} perl +${way} +(\\d+)$`);
  expect(total(output, row('R'))).toBe(300_003);
  expect(total(output, row('W'))).toBe(20_000);
}
