import { expect } from 'vitest';
import { type Bench, rows, whyNoDisk } from '../../bench.ts';

export const whyNot = whyNoDisk;

/** Ten times 8 KB read one after the other, from the beginning, where the disk is at first. */
export async function check(bench: Bench): Promise<void> {
  const disk = bench.disk(1 << 20);
  const { output } = await bench.watch(
    `system qw(dd if=/dev/zero of=/dev/${disk} seek=1 bs=8k count=10 oflag=direct status=none)`,
    () => ['iopattern', disk],
  );
  expect(rows(output, disk)).toEqual([[disk, '10', '90', '10', '8192', '8192', '8192', '0', '80']]);
}
