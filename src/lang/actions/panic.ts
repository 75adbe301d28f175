import type { Action } from '../action.ts';
import { nothingToHandle } from './signals.ts';

export const panic: Action = {
  name: 'panic',
  proto: 'void()',
  recording: true,
  destructive: true,
  refused: { reason: 'no BPF program may bring the kernel down' },
  handle: nothingToHandle,
  doc: 'Refused: no BPF program may bring the kernel down.',
  example: '',
};
