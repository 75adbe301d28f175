import { expect } from 'vitest';
import { type Bench, rows } from '../../bench.ts';

/** Five signals from a child to its parent, which handles them. That of the child's end it may ignore. */
export async function check(bench: Bench): Promise<void> {
  const { pid, output } = await bench.watch(
    `$SIG{USR1} = sub {}; my $parent = $$; $0 = "to$parent";
    if (fork == 0) { $0 = "from$parent"; kill 10, $parent for 1..5; POSIX::_exit(0) } wait`,
    () => ['sigdist'],
  );
  const sent = rows(output, `from${pid}`).filter(([, , signal]) => signal !== '17');
  expect(sent).toEqual([[`from${pid}`, `to${pid}`, '10', '5']]);
}
