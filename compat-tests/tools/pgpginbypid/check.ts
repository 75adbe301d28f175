import { expect } from 'vitest';
import { type Bench, rows, whyNoDisk } from '../../bench.ts';

export const whyNot = whyNoDisk;

/** A disk of 1 MB, and what Linux says that the process has read for it. */
export async function check(bench: Bench): Promise<void> {
  const disk = bench.disk(1 << 20);
  const { pid, output, said } = await bench.watch(
    `sub bytes { open my $io, "<", "/proc/self/io"; join("", <$io>) =~ /read_bytes: (\\d+)/; $1 }
    my $before = bytes(); open my $disk, "<", "/dev/${disk}"; 1 while sysread $disk, my $text, 65536;
    print bytes() - $before; POSIX::_exit(0)`,
    () => ['pgpginbypid'],
  );
  const [[, , pages] = []] = rows(output, pid);
  expect(Number(said)).toBeGreaterThanOrEqual(1 << 20);
  expect(Number(pages)).toBeGreaterThanOrEqual(Number(said) / 4096);
  expect(Number(pages)).toBeLessThan(Number(said) / 4096 + 50);
}
