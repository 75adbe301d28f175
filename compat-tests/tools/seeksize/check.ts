import { expect } from 'vitest';
import { type Bench, whyNoDisk } from '../../bench.ts';

export const whyNot = whyNoDisk;

/** Four times 4 KB from the beginning to 512 KB behind it: there 4 times 1016 blocks, back 3 times 1024. */
export async function check(bench: Bench): Promise<void> {
  const disk = bench.disk(1 << 20);
  const { pid, output } = await bench.watch(
    `exec qw(dd if=/dev/${disk} of=/dev/${disk} iflag=direct oflag=direct seek=128 bs=4k count=4
      status=none)`,
    () => ['seeksize'],
  );
  const [, shown = ''] = output.split(new RegExp(`^process ${pid}, dd .*, blocks\n`, 'm'));
  expect(shown).toMatch(/^.*\n +256 \| +0 *\n +512 \|@+ +4 *\n +1024 \|@+ +3 *\n +2048 \| +0 *\n/);
}
