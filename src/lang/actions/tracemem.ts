import type { Action } from '../action.ts';
import { fieldOf } from './record.ts';

/** The record has the address, the bytes, then the dynamic size if there is one. */
export const tracemem: Action = {
  name: 'tracemem',
  proto: 'void(@, size_t, [size_t])',
  recording: true,
  handle: (c, action) => {
    const text = c.dump(fieldOf(action, 1), action.fields[2]);
    return (ring, at) => c.write(text(ring, at));
  },
  doc: 'Dumps memory: an address, how many bytes (a constant), and how many of them to show.',
  example: 'BEGIN { tracemem(caller, 16); exit(0); }',
};
