import {
  type AggregationSpec,
  CONTROL_BYTES,
  CONTROL_MAP,
  DROP_KINDS,
  DROPS_MAP,
  type Field,
  type MapSpec,
  RECORDS_MAP,
  SPECULATIONS_MAP,
  TICK_STATE_BYTES,
  TICKS_MAP,
} from '../bpf/index.ts';
import type { BlockId, IrBuilder } from '../ir/index.ts';
import { actions, aggregations, type Options } from '../lang/index.ts';
import { type Hook, type HookedProbe, isAmongLocks } from '../providers/index.ts';
import type { AggregationSymbol, Probe, TypedClause, TypedProgram } from '../typed/index.ts';
import { Bounds } from './bounds.ts';
import { fillBytes } from './capacity.ts';
import { Constants } from './constants.ts';
import { Guard } from './guard.ts';
import { needsOf } from './hook-needs.ts';
import { allotsScratch, usesRegion } from './needs.ts';
import { clauseNumbers } from './numbers.ts';
import type { HookedClauses } from './places.ts';
import { Storage } from './storage.ts';

/** What lowering must know of the machine; everything else is in the typed program. */
export interface LowerWorld {
  readonly options: Options;
  /** Where a probe fires; nowhere: it stays silent. */
  readonly places: (probe: Probe) => readonly HookedProbe[];
  /** Byte offset of a member (a path with dots) of a kernel struct, from the running kernel's types. */
  readonly kernelOffset: (struct: string, member: string) => number;
  /** Number of processors that can ever be online. */
  readonly cpus: number;
  /** The kernel has may_goto. */
  readonly mayGoto: () => boolean;
  /** A hook that is `faultable` has a frame more to skip. */
  readonly faultableTracepoints: () => boolean;
  /** A cpuinfo_t for each of them; absent: nothing is known of any. */
  readonly processors?: () => Uint8Array;
}

/** A fault site before its instruction is known. */
interface Site {
  readonly clause: number;
  readonly action: number;
  readonly line: number;
  readonly column: number;
}

/** State shared by all programs of one compilation: maps, constants, sites, layouts. */
export class ModuleGen {
  readonly program: TypedProgram;
  readonly world: LowerWorld;
  readonly options: Options;
  readonly constants = new Constants();
  readonly bounds: Bounds;
  readonly storage: Storage;
  readonly sites: Site[] = [];
  /** First enabled probe id of each clause. */
  readonly epids: readonly number[];
  /** Of the clauses, as Oracle counts them. */
  readonly numbers: readonly number[];
  /** Some program is among the kernel's locks. */
  readonly #isGuarded: boolean;
  readonly #aggregations = new Map<AggregationSymbol, AggregationSpec>();
  readonly #users = new Map<AggregationSymbol, readonly HookedClauses[]>();
  readonly #hooked: readonly HookedClauses[];
  readonly #scratch: MapSpec[] = [];
  readonly #asked = new Map<string, MapSpec>();
  #tickBytes = 0;
  #allots: boolean | undefined;
  #usesRegion: boolean | undefined;

  constructor(program: TypedProgram, world: LowerWorld, hooked: readonly HookedClauses[]) {
    this.program = program;
    this.#hooked = hooked;
    this.world = world;
    this.options = world.options;
    this.bounds = new Bounds(program, world.options);
    this.#isGuarded = hooked.some(({ hook, clauses }) =>
      isAmongLocks(hook.attach(needsOf(hook, clauses, 0))),
    );
    this.storage = new Storage(program, this.bounds, world.options, this.#isGuarded);
    this.numbers = clauseNumbers(program.clauses);
    let next = 1;
    this.epids = program.clauses.map((c) => {
      const first = next;
      next += c.probes.length;
      return first;
    });
  }

  /** Does the program use the scratch memory that D programs see? */
  get usesRegion(): boolean {
    this.#usesRegion ??= this.program.clauses.some(usesRegion);
    return this.#usesRegion;
  }

  /** Does the program allot scratch memory anywhere? */
  get allots(): boolean {
    this.#allots ??= this.program.clauses.some(allotsScratch);
    return this.#allots;
  }

  /** More sites than any program has: the size of their table, known before they are counted. */
  readonly siteLimit = 4096;

  /** Does a clause of dtrace:::ERROR end tracing? */
  get errorsEnd(): boolean {
    const errors = this.#hooked.find(({ hook }) => hook.role === 'error');
    return errors?.clauses.some(({ clause }) => endsTracing(clause)) ?? false;
  }

  hooks(probe: Probe): readonly Hook[] {
    return this.world.places(probe).map((place) => place.hook);
  }

  site(site: Site): number {
    this.sites.push(site);
    return this.sites.length - 1;
  }

  /**
   * Does a program that interrupts others update the aggregation besides another one? It may come in
   * between the load and the store of the other, on the same CPU. Or do all CPUs have the same cells?
   */
  isShared(symbol: AggregationSymbol): boolean {
    if (isWide(cellsOf(symbol))) return true;
    const hooked = this.#hookedBy(symbol);
    return hooked.length > 1 && hooked.some(({ hook }) => hook.interrupts);
  }

  /** Are there many new keys at a time: of a timer's firing, or of many events? */
  #getsManyKeys(symbol: AggregationSymbol): boolean {
    const hooked = this.#hookedBy(symbol);
    const events = hooked.reduce((sum, one) => sum + one.events, 0);
    return events > MANY_EVENTS || hooked.some(({ hook }) => hook.interrupts === 'timer');
  }

  /** Where the aggregation is updated. */
  #hookedBy(symbol: AggregationSymbol): readonly HookedClauses[] {
    const updates = ({ body }: TypedClause): boolean =>
      body.some((s) => s.kind === 'aggregate' && s.aggregation === symbol);
    const known = this.#users.get(symbol);
    const made =
      known ?? this.#hooked.filter(({ clauses }) => clauses.some((c) => updates(c.clause)));
    this.#users.set(symbol, made);
    return made;
  }

  /** Room for the state of one more tick; gives its offset. */
  tickState(): number {
    this.#tickBytes += TICK_STATE_BYTES;
    return this.#tickBytes - TICK_STATE_BYTES;
  }

  aggregation(
    symbol: AggregationSymbol,
    keys: readonly Field[],
    keyBytes: number,
  ): AggregationSpec {
    const known = this.#aggregations.get(symbol);
    if (known) return known;
    const spec: AggregationSpec = {
      id: symbol.id,
      name: symbol.name,
      function: symbol.function,
      parameters: symbol.parameters,
      ...this.#aggregationHome(symbol, keyBytes),
      keys,
      keyBytes,
      cells: cellsOf(symbol),
    };
    this.#aggregations.set(symbol, spec);
    return spec;
  }

  /**
   * A program may use 64 maps (MAX_USED_MAPS), so many aggregations share those of their shape; the
   * tag is the first part of the key.
   */
  #aggregationHome(symbol: AggregationSymbol, keyBytes: number): { map: string; tag?: number } {
    if (!this.sharesMaps) return { map: `agg_${symbol.id}` };
    return { map: `agg_k${keyBytes}c${cellsOf(symbol)}`, tag: symbol.id };
  }

  get sharesMaps(): boolean {
    return this.program.aggregations.length > MOST_OWN_MAPS;
  }

  aggregationSpecs(): readonly AggregationSpec[] {
    return [...this.#aggregations.values()].sort((a, b) => a.id - b.id);
  }

  /** One more map of the whole module, if it is not there yet. */
  map(spec: MapSpec): string {
    this.#asked.set(spec.name, spec);
    return spec.name;
  }

  /** What lets no program run within another, where that matters. */
  guard(b: IrBuilder, strict: boolean, out: BlockId): Guard | undefined {
    if (!this.#isGuarded) return undefined;
    const guard = new Guard(b, strict, out);
    this.map(guard.map);
    return guard;
  }

  /** Has the map been asked for? */
  asks(name: string): boolean {
    return this.#asked.has(name);
  }

  scratchMap(name: string, valueBytes: number, big: boolean): void {
    const shape = big
      ? ({ kind: 'array', entries: this.world.cpus } as const)
      : ({ kind: 'percpu_array', entries: 1 } as const);
    this.#scratch.push({ name, keyBytes: 4, valueBytes, ...shape });
  }

  maps(): readonly MapSpec[] {
    // The kernel's allocator of memory takes locks.
    const eager = this.sharesMaps || this.#isGuarded;
    const aggregationMaps = [...this.#aggregations].map(([symbol, spec]) =>
      this.#aggregationMap(spec, eager || this.#getsManyKeys(symbol)),
    );
    return [
      fixedMap(CONTROL_MAP, 'array', CONTROL_BYTES, true),
      fixedMap(DROPS_MAP, 'percpu_array', DROP_KINDS.length * 8, false),
      this.#records(),
      ...(this.#tickBytes > 0 ? [fixedMap(TICKS_MAP, 'array', this.#tickBytes, true)] : []),
      ...this.storage.maps(),
      ...this.#scratch,
      ...this.#asked.values(),
      ...new Map(aggregationMaps.map((m) => [m.name, m])).values(),
      ...this.constants.maps(this.sites.length > 0 ? this.siteLimit : 0),
    ];
  }

  /**
   * One ring for all processors: bufsize is per CPU, as DTrace's principal buffers are, and
   * speculations have buffers besides.
   */
  #records(): MapSpec {
    const { bufpolicy, bufsize, nspec, specsize } = this.options;
    const speculative = this.#asked.has(SPECULATIONS_MAP) ? nspec * specsize : 0;
    const principal = bufpolicy === 'fill' ? fillBytes(this) : bufsize * this.world.cpus;
    const entries = principal + Math.min(speculative, MOST_SPECULATIVE_BYTES);
    return { name: RECORDS_MAP, kind: 'ringbuf', keyBytes: 0, valueBytes: 0, entries };
  }

  /** If only the probe tells keys apart, there are no more than probes: it takes time to make room. */
  #mostKeys({ keys, tag }: AggregationSpec): number {
    const isOfProbe = keys.every(({ type }) => type.kind === 'probe');
    if (tag !== undefined || !isOfProbe) return Number.POSITIVE_INFINITY;
    return new Set(this.program.clauses.flatMap((c) => c.probes.map((p) => p.id))).size;
  }

  #aggregationMap(a: AggregationSpec, eager: boolean): MapSpec {
    const { map: name, keyBytes } = a;
    const room = this.options.aggsize;
    const cells = a.cells * 8;
    if (keyBytes === 0) {
      const valueBytes = cells + 8;
      const entries = valueBytes <= room ? 1 : 0;
      const kind = isWide(a.cells) ? 'array' : 'percpu_array';
      return { name, kind, keyBytes: 4, valueBytes, entries };
    }
    const bytes = keyBytes + cells;
    const most = Math.min(Math.floor(room / (ELEMENT_BYTES + bytes)), this.#mostKeys(a));
    const entries = bytes <= room ? Math.max(1, most) : 0;
    if (isWide(a.cells)) return { name, kind: 'hash', keyBytes, valueBytes: cells, entries };
    const preallocated = eager || entries <= FEW_ELEMENTS;
    return { name, kind: 'percpu_hash', keyBytes, valueBytes: cells, entries, preallocated };
  }
}

/** A CPU's own value has at most 32 KiB (PCPU_MIN_UNIT_SIZE); cells beyond that are for all CPUs. */
function isWide(cells: number): boolean {
  const MOST_OWN_BYTES = 32_768;
  return cells * 8 + 8 > MOST_OWN_BYTES;
}

/** What a table spends on an element besides key and value, as DTrace's own does. */
const ELEMENT_BYTES = 64;

/**
 * Elements of so few are made beforehand: it takes some ten milliseconds, and then none is lost.
 * The kernel's allocator keeps one or two of each size for a CPU: a timer that adds more keys in one
 * firing does not get them, nor do many large ones in a short time.
 */
const FEW_ELEMENTS = 16_384;

/** More events than this come with many keys, such as their names. */
const MANY_EVENTS = 16;

/** More than this has the consumer taken over before it is needed. */
const MOST_SPECULATIVE_BYTES = 2 ** 22;

/** More aggregations than this share maps. */
const MOST_OWN_MAPS = 24;

/** After exit() nothing more runs on this CPU, the firing's other clauses included. */
export function endsTracing(clause: TypedClause): boolean {
  return clause.body.some((s) => s.kind === 'record' && actions.get(s.action)?.final === true);
}

function cellsOf(symbol: AggregationSymbol): number {
  return aggregations.get(symbol.function)?.cells(symbol.parameters) ?? 1;
}

function fixedMap(
  name: string,
  kind: 'array' | 'percpu_array',
  valueBytes: number,
  mmap: boolean,
): MapSpec {
  return { name, kind, keyBytes: 4, valueBytes, entries: 1, ...(mmap ? { mmap } : {}) };
}
