import { expect } from 'vitest';
import { type Bench, rows } from '../../bench.ts';

/** 7 bytes read from a file, twice 10 written to another. */
export async function check(bench: Bench): Promise<void> {
  const from = bench.file('from', 'seven..');
  const to = bench.file('to');
  const { pid, output } = await bench.watch(
    `open my $from, "<", "from"; sysread $from, my $text, 100;
    open my $to, ">", "to"; syswrite $to, "ten bytes." for 1..2`,
    (pid) => ['rwsnoop', `${pid}`],
  );
  const who = [`${process.getuid?.()}`, `${pid}`, 'perl'];
  const written = [...who, 'W', '10', to];
  expect(rows(output, pid)).toEqual([[...who, 'R', '7', from], written, written]);
}
