import { hostname, machine, release, type, version } from 'node:os';
import { expect } from 'vitest';
import { trace } from '../../kernel.ts';

export async function check(): Promise<void> {
  const { stdout } = await trace('--tool', 'uname');
  expect(stdout.trim()).toBe([type(), hostname(), release(), version(), machine()].join(' '));
}
