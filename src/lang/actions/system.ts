import type { Action } from '../action.ts';

export const system: Action = {
  name: 'system',
  proto: 'void(@, ...)',
  recording: true,
  destructive: true,
  handle: (c, action) => {
    const command = c.printf(action);
    return (ring, at) => c.run(command(ring, at));
  },
  doc: 'Runs a command of the shell, made by a format, when the record is read.',
  example: '#pragma D option destructive\nBEGIN { system("echo %d", 42); exit(0); }',
};
