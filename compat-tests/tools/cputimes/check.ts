import { expect } from 'vitest';
import { type Bench, total } from '../../bench.ts';
import { patience } from '../../patience.ts';

/** 0.15 s of a program, with the time that it has had meanwhile according to Linux: in ns. */
export async function check(bench: Bench): Promise<void> {
  const { pid, output, said } = await bench.watch(
    `sub had { open my $had, "<", "/proc/self/schedstat"; <$had> =~ /^(\\d+)/; $1 }
    $0 = "busy$$"; my $before = had(); my $end = POSIX::clock() + ${150_000 * patience};
    1 while POSIX::clock() < $end; print had() - $before; POSIX::_exit(0)`,
    () => ['cputimes'],
  );
  const shown = total(output, new RegExp(`^busy${pid} +(\\d+)$`));
  expect(shown / Number(said)).toBeGreaterThan(0.85);
  expect(shown / Number(said)).toBeLessThan(1.05);
}
