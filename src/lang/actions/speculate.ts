import type { Action } from '../action.ts';
import { scalarArgument } from '../arguments.ts';
import { reserve } from '../speculations.ts';

export const speculate: Action = {
  name: 'speculate',
  proto: 'void(int)',
  recording: false,
  speculate: (g, args, bytes) => reserve(g, scalarArgument(args, 0), bytes),
  handle: () => () => undefined,
  doc: 'From here on the clause records into a speculation: nothing of it is seen until commit().',
  example: 'BEGIN { self->s = speculation(); } BEGIN { speculate(self->s); trace("maybe"); }',
};
