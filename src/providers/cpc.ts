import { programCounter } from './profile.ts';
import type { Hook, KernelEvents, Origin, ProbeName, Provider } from './provider.ts';

/** PERF_TYPE_… of perf_event_open(2). */
const SOFTWARE = 1;
const HARDWARE = 0;
const CACHE = 3;

interface Event {
  readonly type: number;
  readonly config: bigint;
}

const numbered = (type: number, names: Readonly<Record<string, number>>): [string, Event][] =>
  Object.entries(names).map(([name, config]) => [name, { type, config: BigInt(config) }]);

/** Names as perf and libpfm have them, with `_` for `-`; the kernel's numbers (perf_event.h). */
const software = numbered(SOFTWARE, {
  ...{ cpu_clock: 0, task_clock: 1, page_faults: 2, faults: 2, context_switches: 3, cs: 3 },
  ...{ cpu_migrations: 4, migrations: 4, minor_faults: 5, major_faults: 6 },
  ...{ alignment_faults: 7, emulation_faults: 8, cgroup_switches: 11 },
});

const hardware = numbered(HARDWARE, {
  ...{ cpu_cycles: 0, cycles: 0, instructions: 1, cache_references: 2, cache_misses: 3 },
  ...{ branch_instructions: 4, branches: 4, branch_misses: 5, bus_cycles: 6 },
  ...{ stalled_cycles_frontend: 7, idle_cycles_frontend: 7, stalled_cycles_backend: 8 },
  ...{ idle_cycles_backend: 8, ref_cycles: 9 },
});

const caches = ['l1_dcache', 'l1_icache', 'llc', 'dtlb', 'itlb', 'branch', 'node'];
const operations = ['load', 'store', 'prefetch'];
const results = ['s', '_misses'];

/** l1_dcache_loads, llc_store_misses …: cache, operation and result, a byte each. */
const cached = caches.flatMap((cache, c) =>
  operations.flatMap((operation, o) =>
    results.map((result, r): [string, Event] => [
      `${cache}_${operation}${operation.endsWith('h') && r === 0 ? 'es' : result}`,
      { type: CACHE, config: BigInt(c | (o << 8) | (r << 16)) },
    ]),
  ),
);

const events = new Map([...software, ...hardware, ...cached]);

const pfm = ['sw', 'hw'];
/** libpfm's long names (`perf_count_sw_cpu_clock`), and the generic ones of Solaris (PAPI). */
const aliases = new Map([
  ...[software, hardware].flatMap((list, i) =>
    list.map(([name]) => [`perf_count_${pfm[i]}_${name}`, name] as const),
  ),
  ...Object.entries({
    ...{ PAPI_tot_cyc: 'cpu_cycles', PAPI_tot_ins: 'instructions', PAPI_ref_cyc: 'ref_cycles' },
    ...{ PAPI_br_ins: 'branches', PAPI_br_msp: 'branch_misses' },
    ...{ PAPI_l1_dcm: 'l1_dcache_load_misses', PAPI_l1_icm: 'l1_icache_load_misses' },
    ...{ PAPI_l3_tcm: 'cache_misses', PAPI_l3_tca: 'cache_references' },
    ...{ PAPI_tlb_dm: 'dtlb_load_misses', PAPI_tlb_im: 'itlb_load_misses' },
  }),
]);

interface Sampling extends Event {
  readonly mode: 'all' | 'user' | 'kernel';
  readonly period: bigint;
}

/** Event, mode and count of a probe's name; undefined if it is none. */
export function parseCounter(name: string): Sampling | undefined {
  const [, written = '', mode, count = '0'] = /^(\w+)-(all|user|kernel)-(\d+)$/.exec(name) ?? [];
  const event = events.get(aliases.get(written) ?? written);
  const period = BigInt(count);
  if (!event || period === 0n || period >= 2n ** 63n) return undefined;
  return { ...event, mode: mode === 'user' || mode === 'kernel' ? mode : 'all', period };
}

const probe = (name: string): ProbeName => ({ provider: 'cpc', module: '', function: '', name });

/** Of the listed ones: so many that even the fastest event does no harm. */
const LISTED_PERIOD = 1_000_000_000;

function listed(kernel: KernelEvents): readonly ProbeName[] {
  const known = kernel.hasCounters?.() ? [...software, ...hardware, ...cached] : software;
  const names = known.map(([name]) => name);
  const long = [...aliases.keys()].filter((alias) => names.includes(aliases.get(alias) ?? ''));
  return [...names, ...long].map((name) => probe(`${name}-all-${LISTED_PERIOD}`));
}

/**
 * cpc:::EVENT-MODE-COUNT fires whenever a CPU has counted COUNT more of what perf calls EVENT, while
 * in MODE (Dynamic Tracing Guide, "cpc Provider").
 */
export const cpcProvider: Provider = {
  name: 'cpc',
  stability: {
    provider: 'Evolving/Evolving/Common',
    module: 'Private/Private/Unknown',
    function: 'Private/Private/Unknown',
    name: 'Evolving/Evolving/CPU',
    arguments: 'Evolving/Evolving/Common',
  },
  probes: listed,
  create: ({ module, function: func, name }) =>
    module === '' && func === '' && parseCounter(name) ? probe(name) : undefined,
  places: ({ name }) => {
    const hook = counterHook(`cpc:${name}`, name);
    return hook ? [{ hook, selector: 0 }] : [];
  },
  origin: ({ name }, kernel) => originOf(parseCounter(name), kernel),
};

/** Where a counter that is named like a probe of cpc runs over; undefined: there is none. */
export function counterHook(key: string, name: string): Hook | undefined {
  const counter = parseCounter(name);
  if (!counter) return undefined;
  return {
    key,
    program: key.replace(/^cpc:/, '').replace(/\W+/g, '_'),
    interrupts: 'timer',
    attach: () => ({ kind: 'counter', counter: { name: `cpc:::${name}`, ...counter } }),
    argument: (b, context, index) =>
      index > 1 ? b.constant(0) : programCounter(b, context, index),
    skipFrames: 0,
  };
}

function originOf(counter: Sampling | undefined, kernel: KernelEvents): Origin {
  if (counter?.type !== SOFTWARE && !kernel.hasCounters?.())
    return { fidelity: 'silent', text: 'the processors of this machine have no counters' };
  return { fidelity: 'close', text: 'perf event; lost where perf is busy on the same CPU' };
}
