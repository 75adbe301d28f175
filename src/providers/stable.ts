import { counterHook } from './cpc.ts';
import { globMatches } from './probes.ts';
import { timerHook } from './profile.ts';
import type {
  Firing,
  HookedProbe,
  KernelEvents,
  Origin,
  ProbeName,
  Provider,
  ProviderStability,
  SolarisMatch,
} from './provider.ts';
import { functionPlaces, functionPrototype, hasFunction } from './stable-functions.ts';
import type { EventSource, Source, StableProbe } from './stable-source.ts';
import { syscallPlaces } from './syscall.ts';
import { eventHook, fits, type Prototype, parsePrototype } from './tracepoint.ts';

export type * from './stable-source.ts';

export interface StableProvider {
  readonly name: string;
  readonly stability?: ProviderStability;
  readonly probes: readonly StableProbe[];
  /** What old scripts write as the module, besides genunix and unix. */
  readonly modules?: readonly string[];
}

/** As the Guide promises of sched, proc, io, mib and the providers of network protocols. */
const evolving: ProviderStability = {
  provider: 'Evolving/Evolving/ISA',
  module: 'Private/Private/Unknown',
  function: 'Private/Private/Unknown',
  name: 'Evolving/Evolving/ISA',
  arguments: 'Evolving/Evolving/ISA',
};

/** Module of what the kernel itself has. */
const KERNEL = 'vmlinux';

/** A provider from its table. */
export function stableProvider(table: StableProvider): Provider {
  const { name } = table;
  const rows = new Map(table.probes.map((row) => [rowKey(row), row]));
  const row = (probe: ProbeName): StableProbe =>
    rows.get(rowKey(probe)) ?? { name: probe.name, sources: [] };
  return {
    name,
    stability: table.stability ?? evolving,
    probes: () => table.probes.map((p) => probeOf(name, p)),
    typedArguments: (probe) => row(probe).args ?? [],
    places: (probe, kernel) => placesOf(name, row(probe), kernel),
    solaris: (pattern) => solarisPattern(table, pattern),
    origin: (probe, kernel) => originOf(row(probe), kernel),
  };
}

function probeOf(provider: string, { module = KERNEL, name }: StableProbe): ProbeName {
  return { provider, module, function: '', name };
}

function rowKey({ module = KERNEL, name }: Pick<StableProbe, 'module' | 'name'>): string {
  return module === KERNEL ? name : `${module}:${name}`;
}

/** Of a row of a provider's table. */
export function placesOf(
  provider: string,
  row: StableProbe,
  kernel: KernelEvents,
): readonly HookedProbe[] {
  return row.sources.flatMap((source, i) => {
    const all = alternatives(source);
    const usable = all.find((s) => isThere(s, kernel));
    if (usable && 'event' in usable && usable !== all.at(-1)) {
      const { event, parameters } = prototypeOf(usable);
      kernel.hasOther?.(event, parameters.length - 1);
    }
    const key = `${provider}:${rowKey(row)}${i === 0 ? '' : `:${i}`}`;
    return usable ? placesAt(key, usable, kernel) : [];
  });
}

function alternatives(source: StableProbe['sources'][number]): readonly Source[] {
  return 'length' in source ? source : [source];
}

function isThere(source: Source, kernel: KernelEvents): boolean {
  if ('function' in source)
    return hasFunction(source, kernel) && !(source.unless && kernel.parameters(source.unless));
  return !('event' in source) || fits(prototypeOf(source), kernel);
}

const prototypes = new Map<string, Prototype>();

function prototypeOf({ event }: EventSource): Prototype {
  const known = prototypes.get(event) ?? parsePrototype(event);
  prototypes.set(event, known);
  return known;
}

const programCounters: Firing['parameters'] = ['kernel_pc', 'user_pc'].map((name) => ({
  name,
  type: 'uint64_t',
}));

function placesAt(key: string, source: Source, kernel: KernelEvents): readonly HookedProbe[] {
  const { when, values = [], extra } = source;
  const said = { values, ...(when ? { when } : {}), ...(extra ? { extra } : {}) };
  if ('calls' in source) return syscallPlaces(key, source, said);
  if ('function' in source) return functionPlaces(key, source, said, kernel);
  if ('periodNs' in source) {
    return [
      {
        hook: timerHook(key, source.periodNs),
        selector: 0,
        firing: { parameters: programCounters, ...said },
      },
    ];
  }
  if ('counter' in source) {
    const hook = counterHook(key, source.counter);
    return hook ? [{ hook, selector: 0, firing: { parameters: programCounters, ...said } }] : [];
  }
  const prototype = prototypeOf(source);
  const { task, order } = source;
  const hook = eventHook({
    key,
    prototype,
    ...(task === undefined ? {} : { task }),
    ...(order === undefined ? {} : { order }),
  });
  return [{ hook, selector: 0, firing: { parameters: prototype.parameters, ...said } }];
}

/** Modules of Solaris' kernel that stable probes are in. */
const solarisModules: ReadonlySet<string> = new Set(['genunix', 'unix']);

/**
 * `io:genunix:bdev_strategy:start`: parts that Linux has no like of are left open. A function alone
 * stands for the probes that are in it.
 */
function solarisPattern(
  { name: provider, probes, modules = [] }: StableProvider,
  pattern: ProbeName,
): SolarisMatch | undefined {
  const isOther = solarisModules.has(pattern.module) || modules.includes(pattern.module);
  const inFunction = probes.filter((p) => p.functions?.includes(pattern.function));
  if (!isOther && inFunction.length === 0) return undefined;
  const module = isOther ? KERNEL : pattern.module;
  const named = inFunction.filter((p) => globMatches(pattern.name, p.name));
  if (named.length > 0 && (isOther || module === ''))
    return { probes: named.map((p) => probeOf(provider, p)) };
  const open = inFunction.length > 0 ? '' : pattern.function;
  return { pattern: { ...pattern, module, function: open } };
}

/** What a row stands on. */
export function originOf(row: StableProbe, kernel: KernelEvents): Origin {
  const { fidelity = 'exact', text } = row;
  const events = row.sources.flatMap((source) => {
    const usable = alternatives(source).find((s) => isThere(s, kernel));
    return usable ? namesOf(usable) : [];
  });
  if (events.length > 0)
    return { fidelity, text: `${events.join(', ')}${text ? `; ${text}` : ''}` };
  const missing = row.sources.flatMap(alternatives).flatMap(missingName);
  const why =
    missing.length > 0 ? `this kernel has no ${missing.join(' or ')}` : 'Linux has nothing like it';
  return { fidelity: 'silent', text: text && missing.length === 0 ? text : why };
}

function namesOf(source: Source): readonly string[] {
  if ('calls' in source) return source.calls.map((call) => `${call}:${source.at}`);
  if ('periodNs' in source) return ['a timer'];
  if ('counter' in source) return [`cpc:::${source.counter}`];
  if ('function' in source) return [`${functionPrototype(source).event}:${source.at}`];
  return [prototypeOf(source).event];
}

function missingName(source: Source): readonly string[] {
  if ('function' in source && source.unless) return [];
  if ('function' in source) return [`function ${functionPrototype(source).event} to trace`];
  return 'event' in source ? [prototypeOf(source).event] : [];
}
