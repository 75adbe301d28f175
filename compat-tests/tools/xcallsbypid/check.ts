import { expect } from 'vitest';
import { type Bench, rows } from '../../bench.ts';
import { whyNoProgram } from '../../kernel.ts';

export const whyNot = () => whyNoProgram('taskset', '-c', '0,1', 'true');

/** Two processes on two processors, of which one wakes the other 200 times. */
export async function check(bench: Bench): Promise<void> {
  const { pid, output } = await bench.watch(
    `pipe my $in, my $out; pipe my $back, my $forth;
    if (fork == 0) { close $out; system "taskset -pc 1 $$ > /dev/null";
      syswrite $forth, "x" while sysread $in, my $text, 1; POSIX::_exit(0) }
    close $in; close $forth; system "taskset -pc 0 $$ > /dev/null";
    for (1..200) { select undef, undef, undef, 0.0005; syswrite $out, "x"; sysread $back, my $text, 1 }
    POSIX::_exit(0)`,
    () => ['xcallsbypid'],
  );
  const [[, , calls] = []] = rows(output, pid);
  expect(Number(calls)).toBeGreaterThan(20);
}
