import type { Action } from '../action.ts';
import { fieldOf } from './record.ts';

/** Without a value an option is set as by `1`. */
export const setopt: Action = {
  name: 'setopt',
  proto: 'void(const char *, [const char *])',
  recording: true,
  handle: (c, action) => {
    const name = c.text(fieldOf(action, 0));
    const [, second] = action.fields;
    const value = second ? c.text(second) : () => '1';
    return (ring, at) => {
      const [option, text] = [name(ring, at), value(ring, at)];
      const problem = c.setOption(option, text);
      // DTrace's message has a newline of its own.
      if (problem)
        c.complain(ring, at, `couldn't set option "${option}" to "${text}": ${problem}\n`);
    };
  },
  doc: 'Sets a dynamic option: what is printed from now on obeys it.',
  example: 'BEGIN { setopt("quiet", "yes"); exit(0); }',
};
