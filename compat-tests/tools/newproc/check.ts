import { expect } from 'vitest';
import type { Bench } from '../../bench.ts';

/** A program with arguments. */
export async function check(bench: Bench): Promise<void> {
  const { pid, output } = await bench.watch('system "true", "of", $$', () => ['newproc']);
  const year = new Date().getFullYear();
  expect(output).toMatch(new RegExp(`^${year} .* true of ${pid}$`, 'm'));
}
