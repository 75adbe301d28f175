import { expect } from 'vitest';
import { type Bench, whyNoDisk } from '../../bench.ts';

export const whyNot = whyNoDisk;

/** Three requests at the beginning, two at 2 GB. */
export async function check(bench: Bench): Promise<void> {
  const disk = bench.disk(3 * 2 ** 30);
  const { output } = await bench.watch(
    `my @dd = qw(dd if=/dev/${disk} of=/dev/null iflag=direct bs=4k status=none);
    system @dd, "count=3"; system @dd, "count=2", "skip=524288"`,
    () => ['hotspot'],
  );
  const [, shown = ''] = output.split(`${disk}, requests by gigabyte\n`);
  expect(shown).toMatch(/^.*\n.*\n +0 \|@+ +3 *\n +1 \| +0 *\n +2 \|@+ +2 *\n +3 \| +0 *\n/);
}
