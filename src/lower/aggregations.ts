import type { AggregationSpec, Field, MapSpec } from '../bpf/index.ts';
import { aggregations, type Options } from '../lang/index.ts';
import type { AggregationSymbol, TypedClause, TypedProgram } from '../typed/index.ts';
import type { HookedClauses } from './places.ts';

/** The aggregations that a program uses, and their maps. */
export class Aggregations {
  readonly #program: TypedProgram;
  readonly #hooked: readonly HookedClauses[];
  readonly #options: Options;
  readonly #specs = new Map<AggregationSymbol, AggregationSpec>();
  readonly #users = new Map<AggregationSymbol, readonly HookedClauses[]>();

  constructor(program: TypedProgram, hooked: readonly HookedClauses[], options: Options) {
    this.#program = program;
    this.#hooked = hooked;
    this.#options = options;
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
    return events > MANY_EVENTS || hooked.some(makesManyAtOnce);
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

  /** What lies where of one; `keys`, `keyBytes`: its key. */
  use(symbol: AggregationSymbol, keys: readonly Field[], keyBytes: number): AggregationSpec {
    const known = this.#specs.get(symbol);
    if (known) return known;
    const spec: AggregationSpec = {
      id: symbol.id,
      name: symbol.name,
      function: symbol.function,
      parameters: symbol.parameters,
      ...this.#home(symbol, keyBytes),
      keys,
      keyBytes,
      cells: cellsOf(symbol),
    };
    this.#specs.set(symbol, spec);
    return spec;
  }

  /**
   * A program may use 64 maps (MAX_USED_MAPS), so many aggregations share those of their shape; the
   * tag is the first part of the key.
   */
  #home(symbol: AggregationSymbol, keyBytes: number): { map: string; tag?: number } {
    if (!this.shareMaps) return { map: `agg_${symbol.id}` };
    return { map: `agg_k${keyBytes}c${cellsOf(symbol)}`, tag: symbol.id };
  }

  /** The key of each then begins with its id. */
  get shareMaps(): boolean {
    return this.#program.aggregations.length > MOST_OWN_MAPS;
  }

  /** All that are used, by id. */
  specs(): readonly AggregationSpec[] {
    return [...this.#specs.values()].sort((a, b) => a.id - b.id);
  }

  /** `eager`: none of their elements may be made when it is first used. */
  maps(eager: boolean): readonly MapSpec[] {
    const all = [...this.#specs].map(([symbol, spec]) =>
      this.#map(spec, eager || this.shareMaps || this.#getsManyKeys(symbol)),
    );
    return [...new Map(all.map((map) => [map.name, map])).values()];
  }

  /** If only the probe tells keys apart, there are no more than probes: it takes time to make room. */
  #mostKeys({ keys, tag }: AggregationSpec): number {
    const isOfProbe = keys.every(({ type }) => type.kind === 'probe');
    if (tag !== undefined || !isOfProbe) return Number.POSITIVE_INFINITY;
    return new Set(this.#program.clauses.flatMap((c) => c.probes.map((p) => p.id))).size;
  }

  #map(a: AggregationSpec, eager: boolean): MapSpec {
    const { map: name, keyBytes } = a;
    const room = this.#options.aggsize;
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

/** While interrupts are off, the kernel has one or two new elements for a CPU. */
function makesManyAtOnce({ hook, clauses }: HookedClauses): boolean {
  if (hook.interrupts !== 'masked event') return hook.interrupts === 'timer';
  const updates = clauses.flatMap(({ clause }) =>
    clause.body.filter((s) => s.kind === 'aggregate'),
  );
  return updates.length > 1;
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

/** More aggregations than this share maps. */
const MOST_OWN_MAPS = 24;

function cellsOf(symbol: AggregationSymbol): number {
  return aggregations.get(symbol.function)?.cells(symbol.parameters) ?? 1;
}
