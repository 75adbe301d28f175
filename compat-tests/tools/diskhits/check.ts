import { expect } from 'vitest';
import { type Bench, total, whyNoDisk } from '../../bench.ts';

export const whyNot = whyNoDisk;

/** 64 KB of a file's second megabyte. */
export async function check(bench: Bench): Promise<void> {
  const { mounted } = bench.fileSystem();
  const { output } = await bench.watch(
    `system qw(dd if=/dev/zero of=${mounted}/file bs=64k seek=16 count=1 conv=fsync status=none)`,
    () => ['diskhits', `${mounted}/file`],
  );
  expect(output).toContain(`${mounted}/file\n`);
  const [, where = ''] = output.split('(MB)');
  expect(where).toMatch(/^.*\n.*\n +0 \| +0 *\n +1 \|@+ +\d+ *\n +2 \| +0 *\n/);
  expect(total(output, /^total: (\d+) KB$/)).toBe(64);
}
