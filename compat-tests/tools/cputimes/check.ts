import { expect } from 'vitest';
import { type Bench, total } from '../../bench.ts';

/** 0.15 s of a program, with the time that it has had according to Linux: in ns. */
export async function check(bench: Bench): Promise<void> {
  const { pid, output, said } = await bench.watch(
    `$0 = "busy$$"; 1 while POSIX::clock() < 150_000; open my $had, "<", "/proc/self/schedstat";
    print <$had> =~ /^(\\d+)/; POSIX::_exit(0)`,
    () => ['cputimes'],
  );
  const shown = total(output, new RegExp(`^busy${pid} +(\\d+)$`));
  expect(shown / Number(said)).toBeGreaterThan(0.85);
  expect(shown / Number(said)).toBeLessThan(1.05);
}
