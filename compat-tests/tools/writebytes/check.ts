import { expect } from 'vitest';
import { type Bench, rows } from '../../bench.ts';

/** Three times 100,000 bytes to a device and 10 to a file. */
export async function check(bench: Bench): Promise<void> {
  const { pid, output } = await bench.watch(
    `$0 = "writes$$"; open my $null, ">", "/dev/null"; syswrite $null, "x" x 100_000 for 1..3;
    open my $to, ">", "to"; syswrite $to, "ten bytes."; POSIX::_exit(0)`,
    () => ['writebytes'],
  );
  expect(rows(output, `writes${pid}`)).toEqual([[`writes${pid}`, '300010']]);
}
