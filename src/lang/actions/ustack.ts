import type { Action } from '../action.ts';
import { printField } from './record.ts';

export const ustack: Action = {
  name: 'ustack',
  proto: 'stack([uint32_t], [uint32_t])',
  recording: true,
  handle: printField,
  doc: 'The stack of the current process, at most so many frames.',
  example: 'BEGIN { ustack(2); exit(0); }',
};
