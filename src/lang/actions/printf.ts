import type { Action } from '../action.ts';

export const printf: Action = {
  name: 'printf',
  proto: 'void(string, ...)',
  recording: true,
  handle: (c, action) => {
    const text = c.printf(action);
    return (ring, at) => c.write(text(ring, at));
  },
  doc: 'Prints values by a format.',
  example: 'BEGIN { printf("%s %d\\n", "answer", 42); exit(0); }',
};
