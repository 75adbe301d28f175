import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { type Bench, rows } from '../../bench.ts';

/** A process gives up what root may. */
export async function check(bench: Bench): Promise<void> {
  const { pid, output } = await bench.watch('POSIX::setuid(65534)', () => ['setuids']);
  const parent = readFileSync('/proc/self/comm', 'latin1').trim();
  const [words = []] = rows(output, pid);
  expect(words.join(' ')).toContain(`0 65534 ${process.pid} ${pid} ${parent} perl -e `);
}

export const whyNot = (): string | undefined =>
  process.getuid?.() === 0 ? undefined : 'only root can become another user';
