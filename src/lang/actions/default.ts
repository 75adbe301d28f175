import type { Action } from '../action.ts';

/** An empty body: the row with its prefix is all there is. Not a name that D can call. */
export const defaultAction: Action = {
  name: 'default',
  proto: 'void()',
  recording: true,
  handle: () => () => undefined,
  doc: 'What an empty clause does: it prints a row that names the probe.',
  example: 'BEGIN {} BEGIN { exit(0); }',
};
