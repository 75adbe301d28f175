import { type Arg, imm } from '../../ir/index.ts';
import type { Action } from '../action.ts';
import type { Gen } from '../gen.ts';

const EINVAL = 22;

/**
 * Sends a signal to the current process: it gets it on its way out of the kernel. Kernel threads and
 * init get none.
 */
export function sendSignal(g: Gen, signal: Arg): void {
  const result = g.b.call('send_signal', signal);
  g.b.when('eq', result, imm(-EINVAL), () => g.fault('illegalOperation', signal));
}

/** The consumer's side of an action that has none. */
export const nothingToHandle: Action['handle'] = () => () => undefined;
