import { expect } from 'vitest';
import { type Bench, total } from '../../bench.ts';

/** 5,000 calls of getppid(2). */
export async function check(bench: Bench): Promise<void> {
  const { output } = await bench.watch('getppid() for 1..5000', (pid) => ['topsyscall', `${pid}`]);
  expect(total(output, /^getppid +(\d+)$/)).toBe(5000);
}
