import { chmodSync } from 'node:fs';
import { expect } from 'vitest';
import { type Bench, rows } from '../../bench.ts';

/** A script and a program. */
export async function check(bench: Bench): Promise<void> {
  chmodSync(bench.file('script', '#!/bin/sh\n'), 0o755);
  const { pid, output } = await bench.watch(
    '$0 = "starts$$"; system "./script"; system "/bin/sh", "-c", ":"',
    () => ['whatexec'],
  );
  const by = `starts${pid}`;
  expect(rows(output, by)).toEqual([
    [by, 'script', '/bin/sh', './script'],
    [by, 'program', '-', '/bin/sh'],
  ]);
}
