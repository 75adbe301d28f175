import { ACTIVITY, CONTROL, CONTROL_MAP } from '../../bpf/index.ts';
import { bug } from '../../diag/index.ts';
import { imm } from '../../ir/index.ts';
import type { Action } from '../action.ts';
import { fieldOf } from './record.ts';

export const exit: Action = {
  name: 'exit',
  proto: 'void(int)',
  recording: true,
  immediate: true,
  final: true,
  effect: (g, [status]) => {
    if (status?.kind !== 'integer') return bug('exit() without a status');
    const control = g.b.mapValue(CONTROL_MAP);
    g.b.store(4, control, CONTROL.exitStatus, status.reg);
    g.b.store(4, control, CONTROL.activity, imm(ACTIVITY.draining));
  },
  handle: (c, action) => {
    const status = c.integer(fieldOf(action, 0));
    return (ring, at) => c.exit(Number(status(ring, at)));
  },
  doc: 'Ends tracing. END fires, what is buffered is printed, and the status is the exit status.',
  example: 'BEGIN { exit(3); }',
};
