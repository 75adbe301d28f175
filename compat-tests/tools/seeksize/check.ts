import { expect } from 'vitest';
import { type Bench, whyNoDisk } from '../../bench.ts';

export const whyNot = whyNoDisk;

/** Four times 4 KB copied to 512 KB farther on: 1016 blocks there, and three times 1024 back. */
export async function check(bench: Bench): Promise<void> {
  const disk = bench.disk(1 << 20);
  const { pid, output } = await bench.watch(
    `exec qw(dd if=/dev/${disk} of=/dev/${disk} iflag=direct oflag=direct seek=128 bs=4k count=4
      status=none)`,
    () => ['seeksize'],
  );
  const [, shown = ''] = output.split(new RegExp(`^process ${pid}, dd .*, blocks\n`, 'm'));
  expect(shown).toMatch(/^ +512 \|@+ +4 *\n +1024 \|@+ +3 *\n/m);
}
