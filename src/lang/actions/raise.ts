import type { Action } from '../action.ts';
import { scalarArgument } from '../arguments.ts';
import { nothingToHandle, sendSignal } from './signals.ts';

export const raise: Action = {
  name: 'raise',
  proto: 'void(int)',
  recording: true,
  destructive: true,
  perform: (g, args) => sendSignal(g, scalarArgument(args, 0)),
  handle: nothingToHandle,
  doc: 'Sends a signal to the current process.',
  example: '#pragma D option destructive\nsyscall::ioctl:entry { raise(2); exit(0); }',
};
