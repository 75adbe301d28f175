import { expect } from 'vitest';
import type { Bench } from '../../bench.ts';

/** Four reads and two writes. */
export async function check(bench: Bench): Promise<void> {
  const { pid, output } = await bench.watch(
    `open my $from, "<", "/dev/zero"; my $text; sysread $from, $text, 10 for 1..4;
    open my $to, ">", "to"; syswrite $to, $text for 1..2`,
    (pid) => ['fddist', `${pid}`],
  );
  expect(output).toContain(`perl, process ${pid}, `);
  expect(output).toMatch(/^ +3 \|@+ +4 *\n +4 \|@+ +2 *$/m);
}
