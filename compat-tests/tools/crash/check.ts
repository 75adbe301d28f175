import { expect } from 'vitest';
import type { Bench } from '../../bench.ts';

/** A program that reads at an address where nothing is. */
export async function check(bench: Bench): Promise<void> {
  const text = `unpack "p", pack "J", 8`;
  const { pid, output } = await bench.watch(`system q(ulimit -c 0; exec perl -e '${text}')`, () => [
    'crash',
  ]);
  const [report = ''] = /perl: signal 11\n(?: .*\n|\n)*/.exec(output) ?? [];
  expect(report).toMatch(new RegExp(`process \\d+, thread \\d+, parent ${pid}, user \\d+\n`));
  expect(report).toContain(`arguments: perl -e ${text}\n  directory: ${bench.folder}\n`);
  expect(report).toMatch(/stack:\n +(?:0x[0-9a-f]+|\S+`\S+)\n/);
}
