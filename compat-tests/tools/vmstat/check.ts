import { expect } from 'vitest';
import { type Bench, counted, total, whyNoDisk } from '../../bench.ts';

export const whyNot = whyNoDisk;

/** 800 KB that are read from a disk, and what else there is according to Linux. */
export async function check(bench: Bench): Promise<void> {
  const kilobytes = () => counted('vmstat', /^pgpgin (\d+)$/);
  const disk = bench.disk(1 << 20);
  const before = kilobytes();
  const { output } = await bench.watch(
    `system qw(dd if=/dev/${disk} of=/dev/null iflag=direct bs=8k count=100 status=none)`,
    () => ['vmstat'],
  );
  const shown = total(output, /^(?: *\d+){3} +(\d+)(?: +\d+){6}$/);
  expect(shown).toBeGreaterThanOrEqual(800);
  expect(shown).toBeLessThanOrEqual(kilobytes() - before);
}
