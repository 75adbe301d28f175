import { expect } from 'vitest';
import { type Bench, rows } from '../../bench.ts';

/** 4 MB of memory that is written for the first time, with the faults that Linux has counted for it. */
export async function check(bench: Bench): Promise<void> {
  const { pid, output, said } = await bench.watch(
    `sub faults { open my $stat, "<", "/proc/self/stat"; (split " ", <$stat>)[9] }
    my $before = faults(); my @text = map { "x" x 4000 } 1..1000; print faults() - $before;
    POSIX::_exit(0)`,
    () => ['minfbypid'],
  );
  const [[, , faults] = []] = rows(output, pid);
  expect(Number(faults) / Number(said)).toBeGreaterThan(0.9);
  expect(Number(faults) / Number(said)).toBeLessThan(1.1);
}
