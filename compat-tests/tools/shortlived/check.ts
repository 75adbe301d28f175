import { expect } from 'vitest';
import { type Bench, rows } from '../../bench.ts';
import { patience } from '../../patience.ts';

/**
 * Three children that use 20 ms each, and their parent, which is older than the tool. An emulated processor takes long
 * to make children.
 */
export async function check(bench: Bench): Promise<void> {
  const { pid, output } = await bench.watch(
    `$0 = "brief$$";
    for (1..3) { if (fork == 0) { spin(${20_000 * patience}); POSIX::_exit(0) } wait }`,
    () => ['shortlived'],
  );
  const [[, count, cpu] = []] = rows(output, `brief${pid}`);
  expect(count).toBe('3');
  expect(Number(cpu) / patience).toBeGreaterThanOrEqual(60_000);
  expect(Number(cpu) / patience).toBeLessThan(patience > 1 ? 150_000 : 75_000);
}
