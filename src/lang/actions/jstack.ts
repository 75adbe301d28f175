import type { Action } from '../action.ts';
import { printField } from './record.ts';

export const jstack: Action = {
  name: 'jstack',
  proto: 'stack([uint32_t], [uint32_t])',
  recording: true,
  handle: printField,
  refused: { dialect: 'oracle', reason: 'it is not implemented (yet)' },
  doc: 'The stack of the current process, of jstackframes frames; a Java machine names its own by a map file.',
  example: 'BEGIN { jstack(5); exit(0); }',
};
