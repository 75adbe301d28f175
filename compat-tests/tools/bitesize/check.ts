import { expect } from 'vitest';
import { type Bench, whyNoDisk } from '../../bench.ts';

export const whyNot = whyNoDisk;

/** Seven times 256 KB, which is more than programs are read at a time. */
export async function check(bench: Bench): Promise<void> {
  const disk = bench.disk(2 << 20);
  const dd = `dd if=/dev/${disk} of=/dev/null iflag=direct bs=256k count=7 status=none`;
  const { pid, output } = await bench.watch(`exec qw(${dd})`, () => ['bitesize']);
  const [, shown = ''] = output.split(`process ${pid}, ${dd}, bytes\n`);
  expect(shown).toMatch(/^ +262144 \|@+ +7 *\n +524288 \| +0 *\n/m);
}
