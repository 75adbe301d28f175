import { expect } from 'vitest';
import { type Bench, rows, whyNoDisk } from '../../bench.ts';

export const whyNot = whyNoDisk;

/** Three blocks of 8 KB written from block 160 on, and 64 KB of a file. */
export async function check(bench: Bench): Promise<void> {
  const { disk, mounted } = bench.fileSystem();
  const { pid, output } = await bench.watch(
    `system qw(dd if=/dev/zero of=${mounted}/file bs=64k count=1 conv=fsync status=none);
    exec qw(dd if=/dev/zero of=/dev/${disk} seek=10 bs=8k count=3 oflag=direct status=none)`,
    () => ['iosnoop'],
  );
  const written = rows(output, pid).filter((words) => words.includes(disk));
  expect(written.map(([, , way, block, bytes]) => [way, block, bytes])).toEqual([
    ['W', '160', '8192'],
    ['W', '176', '8192'],
    ['W', '192', '8192'],
  ]);
  expect(written.every(([, , , , , us]) => Number(us) > 0)).toBe(true);
  const file = rows(output, `${mounted}/file`);
  expect(file.reduce((sum, words) => sum + Number(words[4]), 0)).toBe(65_536);
}
