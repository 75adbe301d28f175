import { expect } from 'vitest';
import { type Bench, counted, total, whyNoDisk } from '../../bench.ts';

export const whyNot = whyNoDisk;

/** 800 KB that are read from a disk in whichever zone this is. */
export async function check(bench: Bench): Promise<void> {
  const pages = () => counted('vmstat', /^pgpgin (\d+)$/) / 4;
  const disk = bench.disk(1 << 20);
  const before = pages();
  const { output } = await bench.watch(
    `system qw(dd if=/dev/${disk} of=/dev/null iflag=direct bs=8k count=100 status=none)`,
    () => ['zvmstat'],
  );
  const shown = total(output, /^\S+ +\d+ +\d+ +(\d+) +\d+ +\d+$/);
  expect(shown).toBeGreaterThanOrEqual(200);
  expect(shown).toBeLessThanOrEqual(pages() - before);
}
