import { expect } from 'vitest';
import { type Bench, total } from '../../bench.ts';
import { whyNoProgram, whyNoTracing } from '../../kernel.ts';

export const whyNot = () =>
  whyNoTracing('contention') ?? whyNoProgram('perl', '-MTime::HiRes', '-e', '1');

/** Three processes that append to the same file for 0.3 s: only one at a time can. */
export async function check(bench: Bench): Promise<void> {
  const { pid, output } = await bench.watch(
    `use Time::HiRes "time"; $0 = "locks$$"; my $end = time + 0.3; open my $to, ">>", "to";
    fork; fork; syswrite $to, "x" x 60_000 while time < $end; 1 while wait > 0; POSIX::_exit(0)`,
    () => ['lockbyproc'],
  );
  const waited = total(output, new RegExp(`^locks${pid} +(\\d+)$`));
  expect(waited).toBeGreaterThan(0);
  expect(waited).toBeLessThan(4 * 1_000_000_000);
}
