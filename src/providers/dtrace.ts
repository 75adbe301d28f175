import { frames } from './machine.ts';
import type { Hook, ProbeName, Provider } from './provider.ts';

/** dtrace:::BEGIN, END and ERROR (Dynamic Tracing Guide, "dtrace Provider"). */
export const dtraceProvider: Provider = {
  name: 'dtrace',
  stability: {
    provider: 'Stable/Stable/Common',
    module: 'Private/Private/Unknown',
    function: 'Private/Private/Unknown',
    name: 'Stable/Stable/Common',
    arguments: 'Stable/Stable/Common',
  },
  probes: () => ['BEGIN', 'END', 'ERROR'].map(probe),
  places: ({ name }) => [{ hook: hooks[name === 'ERROR' ? 'ERROR' : 'manual'](name), selector: 0 }],
};

const probe = (name: string): ProbeName => ({ provider: 'dtrace', module: '', function: '', name });

const hooks: Readonly<Record<'manual' | 'ERROR', (name: string) => Hook>> = {
  /** The session runs them in its own thread, whatever the activity is. */
  manual: (name) => ({
    key: `dtrace:${name}`,
    program: name,
    attach: () => ({ kind: 'manual' }),
    role: name === 'END' ? 'end' : 'begin',
    argument: (b) => b.constant(0),
    skipFrames: frames.program,
  }),
  /** A function of each program that can fault; its parameters are described in lower/fault.ts. */
  ERROR: (name) => ({
    key: `dtrace:${name}`,
    program: name,
    attach: () => ({ kind: 'manual' }),
    role: 'error',
    argument: (b, fault, index) =>
      index >= 1 && index <= 5 ? b.load(8, fault, (index - 1) * 8) : b.constant(0),
    skipFrames: 0,
  }),
};
