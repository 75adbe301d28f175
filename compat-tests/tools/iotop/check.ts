import { expect } from 'vitest';
import { type Bench, total, whyNoDisk } from '../../bench.ts';

export const whyNot = whyNoDisk;

/** Five times 8 KB read from a disk and written to another place of it. */
export async function check(bench: Bench): Promise<void> {
  const disk = bench.disk(1 << 20);
  const { pid, output } = await bench.watch(
    `exec qw(dd if=/dev/${disk} of=/dev/${disk} iflag=direct oflag=direct seek=64 bs=8k count=5
      status=none)`,
    () => ['iotop'],
  );
  const row = (way: string) =>
    new RegExp(`^ *\\d+ +${pid} +${process.pid} dd +${disk} +${way} +(\\d+)$`);
  expect(total(output, row('R'))).toBe(40_960);
  expect(total(output, row('W'))).toBe(40_960);
}
