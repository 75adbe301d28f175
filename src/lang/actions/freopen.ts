import type { Action } from '../action.ts';

export const freopen: Action = {
  name: 'freopen',
  proto: 'void(@, ...)',
  recording: true,
  destructive: true,
  handle: (c, action) => {
    if (action.data.format === '') return () => void c.reopen(undefined);
    const path = c.printf(action);
    return (ring, at) => {
      const file = path(ring, at);
      const problem = c.reopen(file);
      if (problem) c.complain(ring, at, `couldn't freopen() "${file}": ${problem}`);
    };
  },
  doc: 'Appends what follows to another file, named by a format; "" goes back to where it began.',
  example: '#pragma D option destructive\nBEGIN { freopen("/tmp/out.%d", pid); exit(0); }',
};
