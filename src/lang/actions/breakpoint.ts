import type { Action } from '../action.ts';
import { nothingToHandle } from './signals.ts';

export const breakpoint: Action = {
  name: 'breakpoint',
  proto: 'void()',
  recording: true,
  destructive: true,
  refused: { reason: 'no BPF program may enter the kernel debugger' },
  handle: nothingToHandle,
  doc: 'Refused: no BPF program may enter the kernel debugger.',
  example: '',
};
