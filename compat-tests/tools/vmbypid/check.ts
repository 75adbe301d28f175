import { expect } from 'vitest';
import { type Bench, rows, whyNoDisk } from '../../bench.ts';

export const whyNot = whyNoDisk;

/** Ten times two pages of 4096 bytes that are written. */
export async function check(bench: Bench): Promise<void> {
  const disk = bench.disk(1 << 20);
  const { pid, output } = await bench.watch(
    `exec qw(dd if=/dev/zero of=/dev/${disk} oflag=direct bs=8k count=10 status=none)`,
    () => ['vmbypid'],
  );
  const counts = new Map(
    rows(output, pid).map(([, , event = '', count]) => [event, Number(count)]),
  );
  expect(counts.get('pgout')).toBe(10);
  expect(counts.get('pgpgout')).toBe(20);
  expect(counts.get('as_fault')).toBeGreaterThan(20);
}
