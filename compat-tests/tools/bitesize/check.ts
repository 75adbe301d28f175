import { expect } from 'vitest';
import { type Bench, whyNoDisk } from '../../bench.ts';

export const whyNot = whyNoDisk;

/** Seven times 16 KB. */
export async function check(bench: Bench): Promise<void> {
  const disk = bench.disk(1 << 20);
  const dd = `dd if=/dev/${disk} of=/dev/null iflag=direct bs=16k count=7 status=none`;
  const { pid, output } = await bench.watch(`exec qw(${dd})`, () => ['bitesize']);
  const [, shown = ''] = output.split(`process ${pid}, ${dd}, bytes\n`);
  expect(shown).toMatch(/^.*\n +8192 \| +0 *\n +16384 \|@+ 7 *\n +32768 \| +0 *\n/);
}
