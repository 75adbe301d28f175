import { SCHEDULER_CLOCK } from '../bpf/index.ts';
import { IrBuilder, type IrModule } from '../ir/index.ts';
import type { ModuleGen } from './module.ts';

/** Where vtimestamp is asked for, the program that the session lets compare clocks. It runs within the session's thread. */
export function schedulerClock(module: ModuleGen): IrModule['programs'] {
  if (!module.asks(SCHEDULER_CLOCK)) return [];
  const { kernelOffset } = module.world;
  const b = new IrBuilder(SCHEDULER_CLOCK);
  const task = b.call('get_current_task_btf');
  const cfs = b.load(8, task, kernelOffset('task_struct', 'se.cfs_rq'));
  const queue = b.load(8, cfs, kernelOffset('cfs_rq', 'rq'));
  const clock = b.load(8, queue, kernelOffset('rq', 'clock'));
  b.store(8, b.mapValue(SCHEDULER_CLOCK), 0, b.alu('sub', b.call('ktime_get_ns'), clock));
  b.return();
  const program = { name: SCHEDULER_CLOCK, functions: [b.finish()] };
  return [{ program, attach: { kind: 'manual' } }];
}
