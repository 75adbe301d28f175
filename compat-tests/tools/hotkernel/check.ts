import { expect } from 'vitest';
import { type Bench, total } from '../../bench.ts';

/** 0.3 s of random numbers, which the kernel makes. */
export async function check(bench: Bench): Promise<void> {
  const { output, said } = await bench.watch(
    `open my $random, "<", "/dev/urandom";
    sysread $random, my $text, 1_000_000 while POSIX::clock() < 300_000; print((times)[1])`,
    (pid) => ['hotkernel', `${pid}`],
  );
  const samples = total(output, /^\S+\x60\S+ +(\d+)$/);
  expect(samples / 1001 / Number(said)).toSatisfy((ratio) => ratio > 0.8 && ratio < 1.15);
  expect(total(output, /^\S+\x60\w*chacha\w*(?:\+0x\w+)? +(\d+)$/)).toBeGreaterThan(samples / 3);
}
