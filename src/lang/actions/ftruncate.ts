import type { Action } from '../action.ts';

export const ftruncate: Action = {
  name: 'ftruncate',
  proto: 'void()',
  recording: true,
  handle: (c) => () => c.truncateOutput(),
  doc: 'Empties the file that the output goes to.',
  example: 'BEGIN { ftruncate(); exit(0); }',
};
