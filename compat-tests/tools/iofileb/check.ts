import { expect } from 'vitest';
import { type Bench, rows, whyNoDisk } from '../../bench.ts';

export const whyNot = whyNoDisk;

/** 128 KB of a file. */
export async function check(bench: Bench): Promise<void> {
  const { mounted } = bench.fileSystem();
  const { pid, output } = await bench.watch(
    `exec qw(dd if=/dev/zero of=${mounted}/file bs=64k count=2 conv=fsync status=none)`,
    () => ['iofileb'],
  );
  expect(rows(output, `${mounted}/file`)).toEqual([[`${pid}`, 'dd', '131072', `${mounted}/file`]]);
}
