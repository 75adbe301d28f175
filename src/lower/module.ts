import {
  CONTROL_BYTES,
  CONTROL_MAP,
  DROP_KINDS,
  DROPS_MAP,
  type MapSpec,
  RECORDS_MAP,
  SPECULATIONS_MAP,
  TICK_STATE_BYTES,
  TICKS_MAP,
} from '../bpf/index.ts';
import type { BlockId, IrBuilder } from '../ir/index.ts';
import { actions, type Options } from '../lang/index.ts';
import { type Hook, type HookedProbe, isAmongLocks } from '../providers/index.ts';
import type { Probe, TypedClause, TypedProgram } from '../typed/index.ts';
import { Aggregations } from './aggregations.ts';
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
  readonly aggregations: Aggregations;
  readonly sites: Site[] = [];
  /** First enabled probe id of each clause. */
  readonly epids: readonly number[];
  /** Of the clauses, as Oracle counts them. */
  readonly numbers: readonly number[];
  /** Some program is among the kernel's locks. */
  readonly #isGuarded: boolean;
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
    this.aggregations = new Aggregations(program, hooked, world.options);
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

  /** Room for the state of one more tick; gives its offset. */
  tickState(): number {
    this.#tickBytes += TICK_STATE_BYTES;
    return this.#tickBytes - TICK_STATE_BYTES;
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
    return [
      fixedMap(CONTROL_MAP, 'array', CONTROL_BYTES, true),
      fixedMap(DROPS_MAP, 'percpu_array', DROP_KINDS.length * 8, false),
      this.#records(),
      ...(this.#tickBytes > 0 ? [fixedMap(TICKS_MAP, 'array', this.#tickBytes, true)] : []),
      ...this.storage.maps(),
      ...this.#scratch,
      ...this.#asked.values(),
      // The kernel's allocator of memory takes locks.
      ...this.aggregations.maps(this.#isGuarded),
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
}

/** More than this has the consumer taken over before it is needed. */
const MOST_SPECULATIVE_BYTES = 2 ** 22;

/** After exit() nothing more runs on this CPU, the firing's other clauses included. */
export function endsTracing(clause: TypedClause): boolean {
  return clause.body.some((s) => s.kind === 'record' && actions.get(s.action)?.final === true);
}

function fixedMap(
  name: string,
  kind: 'array' | 'percpu_array',
  valueBytes: number,
  mmap: boolean,
): MapSpec {
  return { name, kind, keyBytes: 4, valueBytes, entries: 1, ...(mmap ? { mmap } : {}) };
}
