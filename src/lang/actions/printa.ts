import type { Action } from '../action.ts';

export const printa: Action = {
  name: 'printa',
  proto: 'void(@, ...)',
  recording: true,
  handle: (c, action) => {
    const text = c.printa(action);
    return () => c.write(text());
  },
  doc: 'Prints aggregations as they are now, by a format or in default columns, joined by key.',
  example: 'BEGIN { @[1] = count(); printa("%d %@d\\n", @); exit(0); }',
};
