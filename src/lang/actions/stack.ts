import type { Action } from '../action.ts';
import { printField } from './record.ts';

export const stack: Action = {
  name: 'stack',
  proto: 'stack([uint32_t])',
  recording: true,
  handle: printField,
  doc: 'The stack of the kernel, at most so many frames.',
  example: 'BEGIN { stack(2); exit(0); }',
};
