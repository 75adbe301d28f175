import { expect } from 'vitest';
import { type Bench, total } from '../../bench.ts';
import { patience } from '../../patience.ts';

/** 0.3 s of random numbers, which the kernel makes. An emulated processor misses interrupts of its clock. */
export async function check(bench: Bench): Promise<void> {
  const { output, said } = await bench.watch(
    `open my $random, "<", "/dev/urandom"; my $before = (times)[1];
    my $end = POSIX::clock() + ${300_000 * patience};
    sysread $random, my $text, 1_000_000 while POSIX::clock() < $end; print((times)[1] - $before)`,
    (pid) => ['hotkernel', `${pid}`],
  );
  const samples = total(output, /^\S+\x60\S+ +(\d+)$/);
  const [ratio, least] = [samples / 1001 / Number(said), patience > 1 ? 0.1 : 0.8];
  expect(ratio).toBeGreaterThan(least);
  expect(ratio).toBeLessThan(1.15);
  expect(total(output, /^\S+\x60\w*chacha\w*(?:\+0x\w+)? +(\d+)$/)).toBeGreaterThan(samples / 3);
}
