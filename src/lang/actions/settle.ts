import type { Action } from '../action.ts';
import { scalarArgument } from '../arguments.ts';
import { settle } from '../speculations.ts';

const settling = {
  proto: 'void(int)',
  recording: false,
  handle: () => () => undefined,
} as const;

export const commit: Action = {
  ...settling,
  name: 'commit',
  perform: (g, args) => settle(g, scalarArgument(args, 0), 'commit'),
  doc: 'What was recorded into a speculation counts as recorded now; the speculation is free again.',
  example:
    'BEGIN { self->s = speculation(); } BEGIN { speculate(self->s); } BEGIN { commit(self->s); }',
};

export const discard: Action = {
  ...settling,
  name: 'discard',
  perform: (g, args) => settle(g, scalarArgument(args, 0), 'discard'),
  doc: 'What was recorded into a speculation is forgotten; the speculation is free again.',
  example:
    'BEGIN { self->s = speculation(); } BEGIN { speculate(self->s); } BEGIN { discard(self->s); }',
};
