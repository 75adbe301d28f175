import { expect } from 'vitest';
import { type Bench, total, whyNoDisk } from '../../bench.ts';

export const whyNot = whyNoDisk;

/** Ten times two pages of 4096 bytes read, and written to another place. */
export async function check(bench: Bench): Promise<void> {
  const disk = bench.disk(1 << 20);
  const { output } = await bench.watch(
    `exec qw(dd if=/dev/${disk} of=/dev/${disk} seek=64 iflag=direct oflag=direct bs=8k count=10
      status=none)`,
    (pid) => ['dvmstat', `${pid}`],
  );
  const column = (place: number) =>
    total(output, new RegExp(`^(?: *\\d+){${place}} +(\\d+)(?: +\\d+){${5 - place}}$`));
  // The program itself may have to be read, too.
  expect(column(3)).toBeGreaterThanOrEqual(20);
  expect(column(4)).toBe(20);
  expect(column(0)).toBeGreaterThan(20);
  expect(column(5)).toBeGreaterThan(20);
}
