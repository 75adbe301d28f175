import { expect } from 'vitest';
import type { Bench } from '../../bench.ts';

/** A file is opened, read and closed, and then one is not there. */
export async function check(bench: Bench): Promise<void> {
  bench.file('here', 'seven..');
  const { pid, output } = await bench.watch(
    `open my $file, "<", "here"; sysread $file, my $text, 100; close $file;
    open $file, "<", "gone"; getppid()`,
    (pid) => ['dtruss', '-p', `${pid}`],
  );
  const lines = [
    String.raw`open\w*\("here\\0", 0x\w+, 0x\w+\) = 3 0`,
    String.raw`read\(0x3, 0x\w+, 0x64\) = 7 0`,
    String.raw`close\(0x3, 0x\w+, 0x\w+\) = 0 0`,
    String.raw`open\w*\("gone\\0", 0x\w+, 0x\w+\) = -1 2`,
    String.raw`getppid\(0x\w+, 0x\w+, 0x\w+\) = ${process.pid} 0`,
  ];
  const line = (text: string) => `^ *${pid}/${pid} +\\d+  ${text}$`;
  expect(output).toMatch(new RegExp(lines.map(line).join('[^]*'), 'm'));
}
