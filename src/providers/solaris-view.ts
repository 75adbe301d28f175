import { syscallNames, syscallTypes } from './machine.ts';
import { globMatches, isGlob } from './probes.ts';
import type { HookedProbe, Origin, ProbeArgument, ProbeName, SolarisMatch } from './provider.ts';
import { shiftedCalls } from './solaris-shifted.ts';
import { solarisNames } from './solaris-syscall-names.ts';
import { type LinuxCall, type SolarisCall, solarisCalls, strangers } from './solaris-syscalls.ts';
import { callParameters, entry, exit, numbers } from './syscall-hooks.ts';

const KERNEL = 'vmlinux';
const linuxNames = syscallNames.filter((name) => name !== '');
const calls = solarisCalls(new Set(linuxNames));
const shifted = shiftedCalls(calls.values());
const all = linuxNames.map((name) => (shifted.has(name) ? ofSolaris(name) : ofLinux(name)));

/**
 * The probes that a description of an old script means. A name of Solaris' is what it was there, even
 * if Linux has the name, too; a glob is those, and of Linux' own what no name of Solaris' stands for.
 * Undefined: it means Linux' own names. In a program that names calls of Solaris (`view` says so), that is
 * all of them, with the arguments in the places that such a program expects.
 */
export function solarisMatch(pattern: ProbeName): SolarisMatch | undefined {
  const { function: names, module } = pattern;
  if (!globMatches(module, KERNEL)) return undefined;
  const found = matchNames(names, pattern.view);
  if (!found) return undefined;
  const places = ['entry', 'return'].filter((name) => globMatches(pattern.name, name));
  return {
    probes: found.flatMap((probe) => places.map((name) => ({ ...probe, name }))),
  };
}

type Found = Omit<ProbeName, 'name'>;

function matchNames(names: string, view: ProbeName['view']): readonly Found[] | undefined {
  const isAll = /^\**$/.test(names);
  if (isAll) return view ? all : undefined;
  return isGlob(names) ? matchGlob(names) : matchName(names);
}

function matchName(name: string): readonly Found[] | undefined {
  if (calls.has(name)) return [ofSolaris(name)];
  return solarisNames.has(name) && !numbers.has(name) ? [ofSolaris(name)] : undefined;
}

function matchGlob(glob: string): readonly Found[] | undefined {
  const meant = [...calls.values()].filter((row) => isMeant(row, glob));
  const served = new Set(meant.flatMap(({ on }) => on.map(({ call }) => call)));
  const matching = linuxNames.filter((name) => globMatches(glob, name));
  const own = matching.filter((name) => !served.has(name) && !strangers.has(name));
  if (meant.length + own.length > 0) {
    const isLinux = meant.length === 0 && own.length === matching.length;
    return isLinux ? undefined : [...meant.map(({ name }) => ofSolaris(name)), ...own.map(ofLinux)];
  }
  if (matching.length > 0) return undefined;
  const silent = [...solarisNames].filter((name) => globMatches(glob, name));
  return silent.length > 0 ? silent.map(ofSolaris) : undefined;
}

function isMeant({ name, on, within, renamed }: SolarisCall, glob: string): boolean {
  if (on.length === 0 || !globMatches(glob, name)) return false;
  if (within !== undefined && globMatches(glob, within)) return false;
  return !renamed || !on.every(({ call }) => globMatches(glob, call));
}

function ofSolaris(name: string): Found {
  return { ...ofLinux(name), view: 'solaris' };
}

function ofLinux(name: string): Found {
  return { provider: 'syscall', module: KERNEL, function: name };
}

/** The system calls of Linux that a probe of Solaris' stands on; none: it never fires. */
export function aliasPlaces({ function: name, name: place }: ProbeName): readonly HookedProbe[] {
  const same = shifted.get(name);
  const number = numbers.get(name);
  if (same && number !== undefined) {
    return place === 'entry'
      ? [{ hook: entry, selector: number, firing: same.firing }]
      : [returnOf({ call: name })];
  }
  const on = calls.get(name)?.on ?? [];
  return on.map((call) => (place === 'entry' ? entryOf(call) : returnOf(call)));
}

/** A call has no more. */
const ARGUMENTS = 6;

function entryOf({ call, when, values, pointers = [] }: LinuxCall): HookedProbe {
  const parameters = callParameters('entry', pointers);
  const firing = {
    parameters,
    values: values ?? parameters.slice(0, ARGUMENTS).map(({ name }) => name),
    ...(when === undefined ? {} : { when }),
  };
  return { hook: entry, selector: numbers.get(call) ?? 0, firing };
}

function returnOf({ call, when, pointers = [] }: LinuxCall): HookedProbe {
  const firing = {
    parameters: callParameters('return', pointers),
    values: ['result', 'result'],
    ...(when === undefined ? {} : { when }),
  };
  return { hook: exit, selector: numbers.get(call) ?? 0, firing };
}

export function aliasArguments({
  function: name,
  name: place,
}: ProbeName): readonly ProbeArgument[] {
  if (place === 'return') return [{ type: 'long' }, { type: 'long' }];
  const same = shifted.get(name);
  if (same) return same.args;
  const row = calls.get(name);
  const first = row?.on[0]?.call ?? '';
  const types = row?.args ?? (syscallTypes.get(first) ?? []).map(ofUser);
  return types.map((type) => ({ type }));
}

function ofUser(type: string): string {
  return type.endsWith('*') ? `userland ${type}` : type;
}

export function aliasOrigin({ function: name, name: place }: ProbeName): Origin {
  if (shifted.has(name))
    return { fidelity: 'exact', text: `${name}, with arguments as on Solaris` };
  const { on = [], text } = calls.get(name) ?? {};
  if (on.length === 0) return { fidelity: 'silent', text: 'Linux has no such system call' };
  if (name === 'rexit' && place === 'return')
    return { fidelity: 'silent', text: 'it never returns' };
  const names = on.map(({ call }) => call).join(', ');
  return { fidelity: 'close', text: text === undefined ? names : `${names}; ${text}` };
}
