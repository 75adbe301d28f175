import {
  PROCESS_ARGUMENTS,
  PROCESS_ARGUMENTS_BYTES,
  PROCESS_ARGUMENTS_MAP,
  PROCESS_ARGUMENTS_TEXT_BYTES,
} from '../bpf/index.ts';
import { IrBuilder, type IrModule, imm, type VReg } from '../ir/index.ts';
import type { ModuleGen } from './module.ts';

/** BPF_ANY. */
const WHATEVER_IS_THERE = imm(0);

/**
 * Programs that keep the arguments of processes: a new one has its parent's, until it runs a program.
 * They attach first, so that the clauses of probes at the same events find what is new.
 */
export function argumentKeepers(module: ModuleGen): IrModule['programs'] {
  if (!module.asks(PROCESS_ARGUMENTS_MAP)) return [];
  return [
    keeper('keep_exec', 'sched_process_exec', (b, context) => keep(module, b, context)),
    keeper('keep_fork', 'sched_process_fork', (b, context) => inherit(module, b, context)),
  ];
}

function keeper(
  name: string,
  event: string,
  make: (b: IrBuilder, context: VReg) => void,
): IrModule['programs'][number] {
  const b = new IrBuilder(name);
  make(b, b.parameter(0));
  b.return();
  return {
    program: { name, functions: [b.finish()] },
    attach: { kind: 'raw_tracepoint', event, typed: true },
  };
}

/** The arguments lie at the top of the new program's stack, where they have just been written. */
function keep({ world }: ModuleGen, b: IrBuilder, context: VReg): void {
  const task = b.load(8, context);
  const memory = b.load(8, task, world.kernelOffset('task_struct', 'mm'));
  const start = b.load(8, memory, world.kernelOffset('mm_struct', 'arg_start'));
  const end = b.load(8, memory, world.kernelOffset('mm_struct', 'arg_end'));
  const length = b.copy(b.alu('sub', end, start));
  b.when('gt', length, imm(PROCESS_ARGUMENTS_TEXT_BYTES), () =>
    b.assign(length, imm(PROCESS_ARGUMENTS_TEXT_BYTES)),
  );
  const value = b.slotAddress(b.slot(PROCESS_ARGUMENTS_BYTES));
  for (let at = 0; at < PROCESS_ARGUMENTS_BYTES; at += 8) b.store(8, value, at, imm(0));
  b.when('ne', length, imm(0), () => {
    const text = b.alu('add', value, imm(PROCESS_ARGUMENTS.text));
    const result = b.call('probe_read_user', text, length, start);
    b.when('eq', result, imm(0), () => b.store(8, value, PROCESS_ARGUMENTS.length, length));
  });
  const key = processKey({ world }, b, task);
  b.call('map_update_elem', b.map(PROCESS_ARGUMENTS_MAP), key, value, WHATEVER_IS_THERE);
}

/** Whatever is known of an earlier process with the new one's id, it is not that of this one. */
function inherit({ world }: ModuleGen, b: IrBuilder, context: VReg): void {
  const [parent, child] = [b.load(8, context), b.load(8, context, 8)];
  const process = b.load(4, child, world.kernelOffset('task_struct', 'tgid'));
  const thread = b.load(4, child, world.kernelOffset('task_struct', 'pid'));
  b.when('eq', process, thread, () => {
    const key = processKey({ world }, b, child);
    b.lookup(
      PROCESS_ARGUMENTS_MAP,
      processKey({ world }, b, parent),
      (value) =>
        b.call('map_update_elem', b.map(PROCESS_ARGUMENTS_MAP), key, value, WHATEVER_IS_THERE),
      () => b.call('map_delete_elem', b.map(PROCESS_ARGUMENTS_MAP), key),
    );
  });
}

/** The address of the key of a task's process. */
function processKey({ world }: Pick<ModuleGen, 'world'>, b: IrBuilder, task: VReg): VReg {
  const key = b.slotAddress(b.slot(4));
  b.store(4, key, 0, b.load(4, task, world.kernelOffset('task_struct', 'tgid')));
  return key;
}
