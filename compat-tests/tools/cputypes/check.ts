import { cpus } from 'node:os';
import { expect } from 'vitest';
import { trace } from '../../kernel.ts';

/** A line for each processor; node's numbers are those of /proc/cpuinfo. */
export async function check(): Promise<void> {
  const { stdout } = await trace('--tool', 'cputypes');
  const [, ...shown] = stdout.trim().split('\n');
  const numbers = shown.map((line) => Number(line.trim().split(/\s+/)[0]));
  expect(numbers.toSorted((one, other) => one - other)).toEqual(cpus().map((_, i) => i));
}
