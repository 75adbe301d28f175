import { imm } from '../../ir/index.ts';
import type { Action } from '../action.ts';
import { nothingToHandle, sendSignal } from './signals.ts';

const SIGSTOP = 19;

/** The process stops where it leaves the kernel, so with no lock held. */
export const stop: Action = {
  name: 'stop',
  proto: 'void()',
  recording: true,
  destructive: true,
  perform: (g) => sendSignal(g, imm(SIGSTOP)),
  handle: nothingToHandle,
  doc: 'Stops the current process, until SIGCONT or prun continues it.',
  example: '#pragma D option destructive\nsyscall::ioctl:entry { stop(); exit(0); }',
};
