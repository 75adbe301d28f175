import { expect } from 'vitest';
import { type Bench, rows } from '../../bench.ts';

/** Three times 100,000 bytes of a device and 7 of a file. */
export async function check(bench: Bench): Promise<void> {
  bench.file('from', 'seven..');
  const { pid, output } = await bench.watch(
    `$0 = "reads$$"; open my $zero, "<", "/dev/zero"; sysread $zero, my $text, 100_000 for 1..3;
    open my $from, "<", "from"; sysread $from, $text, 100; POSIX::_exit(0)`,
    () => ['readbytes'],
  );
  expect(rows(output, `reads${pid}`)).toEqual([[`reads${pid}`, '300007']]);
}
