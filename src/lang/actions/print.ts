import type { Action } from '../action.ts';

/** In Oracle's dialect the record has the address, then the bytes. */
export const print: Action = {
  name: 'print',
  proto: 'void(void *)',
  recording: true,
  handle: (c, action) => {
    const text = c.print(action);
    return (ring, at) => c.write(text(ring, at));
  },
  doc: 'Prints a value with its type, a struct with all its members; an oracle one by its address.',
  example: 'struct point { int x; int y; }; BEGIN { print(*(struct point *)arg0); exit(0); }',
};
