import { counterHook } from './cpc.ts';
import { globMatches } from './probes.ts';
import { timerHook } from './profile.ts';
import type {
  Firing,
  HookedProbe,
  KernelEvents,
  Origin,
  ProbeArgument,
  ProbeName,
  Provider,
  ProviderStability,
  SolarisMatch,
} from './provider.ts';
import { syscallPlaces } from './syscall.ts';
import { eventHook, fits, type Prototype, parsePrototype } from './tracepoint.ts';

/**
 * A probe of a provider whose probes mean the same on every system: where it fires on Linux, and what
 * its arguments are, in D.
 */
export interface StableProbe {
  readonly name: string;
  /** Absent: `vmlinux`. */
  readonly module?: string;
  /** What old scripts write as its function, if not nothing. */
  readonly functions?: readonly string[];
  /** Each that this kernel has; of a list of alternatives, the first. None: it stays silent. */
  readonly sources: readonly (Source | readonly Source[])[];
  /** Types of args[]. */
  readonly args?: readonly ProbeArgument[];
  readonly fidelity?: Origin['fidelity'];
  /** What differs from DTrace's documentation, or why it is silent; a sentence without its stop. */
  readonly text?: string;
}

/** Events that a probe is made of, see Firing for the D in it. */
export type Source = EventSource | CallSource | TimerSource | CounterSource;

interface SourceParts {
  readonly when?: string;
  /** arg0 and on. */
  readonly values?: readonly string[];
  readonly extra?: readonly string[];
  readonly order?: number;
}

export interface EventSource extends SourceParts {
  /** The event's prototype, whose names `when` and `values` use. */
  readonly event: string;
  /** Name of the parameter that is the thread that the probe is about, if not the running one. */
  readonly task?: string;
}

/** System calls: `arg0` to `arg5` are their arguments, or at their return `result`, -1 if it failed. */
export interface CallSource extends SourceParts {
  readonly calls: readonly string[];
  readonly at: 'entry' | 'return';
}

/**
 * On every processor that does something, again and again: at `kernel_pc` or `user_pc`, the other of
 * which is 0.
 */
export interface TimerSource extends SourceParts {
  readonly periodNs: bigint;
}

/** Whenever perf counts one more, named as a probe of cpc: `major_faults-all-1`. */
export interface CounterSource extends SourceParts {
  readonly counter: string;
}

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
    const usable = alternatives(source).find((s) => isThere(s, kernel));
    const key = `${provider}:${rowKey(row)}${i === 0 ? '' : `:${i}`}`;
    return usable ? placesAt(key, usable) : [];
  });
}

function alternatives(source: StableProbe['sources'][number]): readonly Source[] {
  return 'length' in source ? source : [source];
}

function isThere(source: Source, kernel: KernelEvents): boolean {
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

function placesAt(key: string, source: Source): readonly HookedProbe[] {
  const { when, values = [], extra } = source;
  const said = { values, ...(when ? { when } : {}), ...(extra ? { extra } : {}) };
  if ('calls' in source) return syscallPlaces(key, source, said);
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
    if (!usable) return [];
    if ('calls' in usable) return usable.calls.map((call) => `${call}:${usable.at}`);
    if ('periodNs' in usable) return ['a timer'];
    if ('counter' in usable) return [`cpc:::${usable.counter}`];
    return [prototypeOf(usable).event];
  });
  if (events.length > 0)
    return { fidelity, text: `${events.join(', ')}${text ? `; ${text}` : ''}` };
  const missing = row.sources
    .flatMap(alternatives)
    .flatMap((s) => ('event' in s ? [prototypeOf(s).event] : []));
  const why =
    missing.length > 0 ? `this kernel has no ${missing.join(' or ')}` : 'Linux has nothing like it';
  return { fidelity: 'silent', text: text && missing.length === 0 ? text : why };
}
