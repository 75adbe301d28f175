import { cpus } from 'node:os';
import { expect } from 'vitest';
import { trace } from '../../kernel.ts';

/** A line for each processor that is not idle; node's numbers are those of /proc/cpuinfo. */
export async function check(): Promise<void> {
  const { stdout } = await trace('--tool', 'cputypes');
  const [, ...shown] = stdout.trim().split('\n');
  const numbers = shown.map((line) => Number(line.trim().split(/\s+/)[0]));
  expect(numbers.length).toBeGreaterThan(0);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(cpus().map((_, i) => i)).toEqual(expect.arrayContaining(numbers));
}
