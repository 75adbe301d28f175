import type { Action } from '../action.ts';
import { printField } from './record.ts';

export const trace: Action = {
  name: 'trace',
  proto: 'void(@)',
  recording: true,
  handle: printField,
  doc: 'Prints a value, in columns by its type.',
  example: 'BEGIN { trace("hello"); trace(42); exit(0); }',
};
