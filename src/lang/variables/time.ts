import { CONTROL, CONTROL_MAP, type MapSpec, SCHEDULER_CLOCK } from '../../bpf/index.ts';
import type { VReg } from '../../ir/index.ts';
import { integerValue } from '../arguments.ts';
import type { Gen } from '../gen.ts';
import type { BuiltinVariable } from '../subroutine.ts';

export const timestamp: BuiltinVariable = {
  name: 'timestamp',
  type: 'uint64_t',
  lower: (g) => integerValue(g.firingTime()),
  doc: 'Nanoseconds since some point in the past; the same through a firing.',
  example: 'BEGIN { printf("%d\\n", timestamp); exit(0); }',
};

/** The session keeps what turns time since boot into time of day. */
export const walltimestamp: BuiltinVariable = {
  name: 'walltimestamp',
  type: 'int64_t',
  lower: (g) => integerValue(timeOfDay(g)),
  doc: 'Nanoseconds since 1970, read anew each time.',
  example: 'BEGIN { printf("%Y\\n", walltimestamp); exit(0); }',
};

export function timeOfDay(g: Gen): VReg {
  const { b } = g;
  const offset = b.load(8, b.mapValue(CONTROL_MAP, CONTROL.bootOffset));
  return b.alu('add', b.call('ktime_get_boot_ns'), offset);
}

/**
 * What the scheduler has booked for the thread, plus the time since it did. The booking happens at
 * ticks and switches only, so that alone it would not move within most system calls. `exec_start`
 * says when, on the clock of the run queue: the scheduler's clock less the time its CPU spent in
 * interrupts or was stolen, `clock - clock_task`. Adding that back makes it independent of the CPU.
 */
export const vtimestamp: BuiltinVariable = {
  name: 'vtimestamp',
  type: 'uint64_t',
  lower: (g) => integerValue(g.once('vtime', () => threadTime(g))),
  doc: 'Nanoseconds the thread has been running on a processor.',
  example: 'BEGIN { printf("%d\\n", vtimestamp); exit(0); }',
};

/** No helper reads the scheduler's clock. It runs beside CLOCK_MONOTONIC, and the session finds out how far apart. */
const behind: MapSpec = {
  name: SCHEDULER_CLOCK,
  kind: 'array',
  keyBytes: 4,
  valueBytes: 8,
  entries: 1,
  mmap: true,
};

function threadTime(g: Gen): VReg {
  const { b } = g;
  const task = g.task();
  const member = (base: VReg, struct: string, path: string): VReg =>
    b.load(8, base, g.kernelOffset(struct, path));
  const booked = member(task, 'task_struct', 'se.sum_exec_runtime');
  const start = member(task, 'task_struct', 'se.exec_start');
  const queue = member(member(task, 'task_struct', 'se.cfs_rq'), 'cfs_rq', 'rq');
  const lost = b.alu('sub', member(queue, 'rq', 'clock'), member(queue, 'rq', 'clock_task'));
  g.map(behind);
  const now = b.alu('sub', g.firingTime(), b.load(8, b.mapValue(SCHEDULER_CLOCK)));
  const since = b.alu('sub', b.alu('sub', now, start), lost);
  return b.alu('add', booked, since);
}
