import { syscallNames, syscallTypes } from './machine.ts';
import type { Firing, HookedProbe, ProbeArgument, ProbeName, Provider } from './provider.ts';
import { aliasArguments, aliasOrigin, aliasPlaces, solarisMatch } from './solaris-view.ts';
import { callParameters, entry, exit, numbers } from './syscall-hooks.ts';

/** syscall::NAME:entry and :return. Two programs serve any number of them. */
export const syscallProvider: Provider = {
  name: 'syscall',
  stability: {
    provider: 'Evolving/Evolving/Common',
    module: 'Private/Private/Unknown',
    function: 'Private/Private/ISA',
    name: 'Evolving/Evolving/Common',
    arguments: 'Private/Private/ISA',
  },
  probes,
  solaris: solarisMatch,
  typedArguments: (probe) => (probe.view ? aliasArguments(probe) : typedArguments(probe)),
  places: (probe) => (probe.view ? aliasPlaces(probe) : [placeOf(probe)]),
  origin: (probe) => (probe.view ? aliasOrigin(probe) : undefined),
};

function probes(): readonly ProbeName[] {
  const named = syscallNames.filter((name) => name !== '');
  return named.flatMap((name) => [probe(name, 'entry'), probe(name, 'return')]);
}

function probe(func: string, name: string): ProbeName {
  return { provider: 'syscall', module: 'vmlinux', function: func, name };
}

function placeOf({ function: call, name }: ProbeName): HookedProbe {
  return { hook: name === 'entry' ? entry : exit, selector: numbers.get(call) ?? 0 };
}

/** Whatever a call takes pointers to lies in user memory. At its return: the result, twice. */
function typedArguments({ function: name, name: place }: ProbeName): readonly ProbeArgument[] {
  if (place === 'return') return [{ type: 'long' }, { type: 'long' }];
  const types = syscallTypes.get(name) ?? [];
  return types.map((type) => ({ type: type.endsWith('*') ? `userland ${type}` : type }));
}

interface Calls {
  readonly calls: readonly string[];
  readonly at: 'entry' | 'return';
  readonly order?: number;
}

/**
 * System calls as what another provider's probe stands on, with a program of its own: `arg0` to `arg5`,
 * `regs`, and at their return `result`, which is -1 if it failed.
 */
export function syscallPlaces(
  key: string,
  { calls, at, order }: Calls,
  said: Omit<Firing, 'parameters'>,
): readonly HookedProbe[] {
  const own = at === 'entry' ? entry : exit;
  const program = key.replace(/\W+/g, '_');
  const hook = { ...own, key, program, ...(order === undefined ? {} : { order }) };
  return calls.flatMap((call) => {
    const selector = numbers.get(call);
    if (selector === undefined) return [];
    const types = typedArguments(probe(call, 'entry')).map(({ type }) => type);
    return [{ hook, selector, firing: { parameters: callParameters(at, types), ...said } }];
  });
}
