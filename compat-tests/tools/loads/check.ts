import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { trace } from '../../kernel.ts';

const averages = () => readFileSync('/proc/loadavg', 'utf8').split(' ').slice(0, 3).join(' ');

/** As Linux has them, which may be new ones in the meantime. */
export async function check(): Promise<void> {
  const before = averages();
  const { stdout } = await trace('--tool', 'loads');
  const [, shown] = /^\d{4} .* load averages: (.*)$/.exec(stdout.trim()) ?? [];
  expect([before, averages()]).toContain(shown);
}
