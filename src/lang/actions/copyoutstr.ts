import type { Action } from '../action.ts';
import { copyOutString } from '../user-memory.ts';
import { nothingToHandle } from './signals.ts';

export const copyoutstr: Action = {
  name: 'copyoutstr',
  proto: 'void(char *, uintptr_t, size_t)',
  recording: true,
  destructive: true,
  perform: copyOutString,
  handle: nothingToHandle,
  doc: 'Writes a string with its zero into the memory of the current process, at most so many bytes.',
  example:
    '#pragma D option destructive\nsyscall::read:entry { copyoutstr("x", arg1, 8); exit(0); }',
};
