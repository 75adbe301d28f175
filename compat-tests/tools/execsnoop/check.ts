import { expect } from 'vitest';
import { type Bench, rows } from '../../bench.ts';

/** A program with arguments, started twice. */
export async function check(bench: Bench): Promise<void> {
  const { pid, output } = await bench.watch('system "true", "first", $_ for 1..2', () => [
    'execsnoop',
  ]);
  const started = (last: string) => [
    `${process.getuid?.()}`,
    expect.stringMatching(/^\d+$/),
    `${pid}`,
    'true',
    'first',
    last,
  ];
  expect(rows(output, pid)).toEqual([started('1'), started('2')]);
}
