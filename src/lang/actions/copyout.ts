import type { Action } from '../action.ts';
import { copyOut } from '../user-memory.ts';
import { nothingToHandle } from './signals.ts';

export const copyout: Action = {
  name: 'copyout',
  proto: 'void(void *, uintptr_t, size_t)',
  recording: true,
  destructive: true,
  perform: copyOut,
  handle: nothingToHandle,
  doc: 'Writes bytes into the memory of the current process.',
  example:
    '#pragma D option destructive\nsyscall::read:entry { copyout("secret", arg1, 6); exit(0); }',
};
