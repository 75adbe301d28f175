import { expect } from 'vitest';
import type { Bench } from '../../bench.ts';
import { trace } from '../../kernel.ts';

/** A program that ends after five calls of getppid(2). */
export async function check(bench: Bench): Promise<void> {
  const path = bench.file('work.pl', 'my $me = $$; $0 = "words"; getppid() for 1..5; kill 9, $me');
  const { stdout } = await trace('--tool', 'lastwords', 'words', '-c', `perl ${path}`);
  const calls = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/)[2]);
  expect(calls.slice(-6)).toEqual([...Array(5).fill('getppid'), 'kill']);
}
