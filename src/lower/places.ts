import type { Hook, HookedProbe } from '../providers/index.ts';
import {
  firingKey,
  type Probe,
  type TypedClause,
  type TypedFiring,
  type TypedProgram,
} from '../typed/index.ts';
import type { LowerWorld } from './module.ts';
import { usesArguments } from './needs.ts';
import type { HookClause } from './program.ts';

/** A hook and the clauses of its probes, in source order. */
export interface HookedClauses {
  readonly hook: Hook;
  readonly clauses: readonly HookClause[];
  /** How many events fire its probes, as far as each could have had a hook of its own. */
  readonly events: number;
}

/** Clauses meet in the program of their probes' hook; hooks come in the order in which they attach. */
export function groupByHook(program: TypedProgram, world: LowerWorld): readonly HookedClauses[] {
  const hooks = new Map<string, { hook: Hook; clauses: HookClause[] }>();
  const crowd = crowdOf(program, world);
  const shared = new Set<string>();
  program.clauses.forEach((clause, index) => {
    for (const { hook, groups, isShared } of hooksOf(program, clause, world, crowd)) {
      if (isShared) shared.add(hook.key);
      const hooked = hooks.get(hook.key) ?? { hook, clauses: [] };
      hooked.clauses.push(...groups.map((group) => ({ clause, index, ...group })));
      hooks.set(hook.key, hooked);
    }
  });
  const sorted = [...hooks.values()].sort((a, b) => (a.hook.order ?? 0) - (b.hook.order ?? 0));
  return sorted.map(({ hook, clauses }) => {
    const events = shared.has(hook.key) ? probesOf(clauses).length : 1;
    return { ...numberDensely(hook, clauses), events };
  });
}

/** The selectors of the enabled probes. */
function probesOf(clauses: readonly HookClause[]): readonly number[] {
  return [...new Set(clauses.flatMap((c) => [...c.selectors.keys()]))];
}

/** With `dense`, selectors count the enabled probes: tables by selector are no longer than they have to be. */
function numberDensely(hook: Hook, clauses: readonly HookClause[]): Omit<HookedClauses, 'events'> {
  const { width } = hook;
  if (!hook.selector?.dense) return { hook, clauses };
  const selectors = probesOf(clauses);
  const places = new Map(selectors.map((selector, place) => [selector, place]));
  const renumber = <T>(of: ReadonlyMap<number, T>): ReadonlyMap<number, T> =>
    new Map([...of].map(([selector, value]) => [places.get(selector) ?? 0, value]));
  const limit = 2 ** Math.ceil(Math.log2(selectors.length));
  return {
    hook: {
      ...hook,
      selector: { ...hook.selector, limit },
      attach: (needs) => hook.attach({ ...needs, selectors }),
      ...(width ? { width: (place, index) => width(selectors[place] ?? 0, index) } : {}),
    },
    clauses: clauses.map((c) => ({
      ...c,
      selectors: renumber(c.selectors),
      firings: renumber(c.firings),
    })),
  };
}

/** Places of a clause at a hook, one for each selector. */
interface Group {
  readonly selectors: Map<number, number>;
  readonly firings: Map<number, TypedFiring | undefined>;
}

interface HookGroups {
  readonly hook: Hook;
  readonly groups: Group[];
  readonly isShared: boolean;
}

/** A probe of the clause at one of its places. */
interface Placed {
  readonly hook: Hook;
  readonly selector: number;
  /** It is a hook of many, which could have had their own. */
  readonly isShared: boolean;
  readonly position: number;
  readonly typed: TypedFiring | undefined;
}

/** More programs than this take longer to load than a common one loses by events within events. */
const MOST_OWN_PROGRAMS = 64;

/** Probes that share a program with others, if they are many: mostly those whose arguments nobody reads. */
function crowdOf({ clauses }: TypedProgram, world: LowerWorld): ReadonlySet<number> {
  const probes = new Map(clauses.flatMap((c) => c.probes.map((probe) => [probe.id, probe])));
  const read = new Set<number>();
  for (const clause of clauses)
    if (usesArguments(clause)) for (const { id } of clause.probes) read.add(id);
  const crowds = new Map<string, { readonly most: number; readonly ids: number[] }>();
  for (const probe of probes.values()) {
    const crowd = world
      .places(probe)
      .map((place) => place.crowd)
      .find(Boolean);
    if (!crowd || (read.has(probe.id) && !crowd.arguments)) continue;
    const { most = MOST_OWN_PROGRAMS } = crowd;
    const known = crowds.get(crowd.hook.key) ?? { most, ids: [] };
    known.ids.push(probe.id);
    crowds.set(crowd.hook.key, known);
  }
  return new Set([...crowds.values()].flatMap(({ most, ids }) => (ids.length > most ? ids : [])));
}

function hooksOf(
  program: TypedProgram,
  clause: TypedClause,
  world: LowerWorld,
  crowd: ReadonlySet<number>,
) {
  const hooks = new Map<string, HookGroups>();
  for (const placed of placesOf(program, clause, world, crowd)) {
    const { hook, isShared } = placed;
    const entry = hooks.get(hook.key) ?? { hook, groups: [], isShared };
    addPlace(entry.groups, placed);
    hooks.set(placed.hook.key, entry);
  }
  return hooks.values();
}

/** Those that are events of their own first: see addPlace(). */
function placesOf(
  program: TypedProgram,
  clause: TypedClause,
  world: LowerWorld,
  crowd: ReadonlySet<number>,
): readonly Placed[] {
  const placed = clause.probes.flatMap((probe, position) =>
    world.places(probe).map((place): Placed => {
      const typed = typedFiring(program, probe, place);
      const { hook, selector, isShared } = whereabouts(place, crowd.has(probe.id), world);
      return { hook, selector, isShared, position, typed };
    }),
  );
  if (!placed.some((p) => p.typed)) return placed;
  return [...placed.filter((p) => !p.typed), ...placed.filter((p) => p.typed)];
}

function typedFiring({ firings }: TypedProgram, { id }: Probe, place: HookedProbe) {
  return place.firing && firings.get(firingKey(id, place.hook.key, place.selector));
}

function whereabouts(
  place: HookedProbe,
  crowded: boolean,
  { options }: LowerWorld,
): Pick<Placed, 'hook' | 'selector' | 'isShared'> {
  const { selector } = place;
  const hook = place.way?.(options.fbtattach);
  if (hook) return { hook, selector, isShared: hook.selector !== undefined };
  const many = crowded ? place.crowd : undefined;
  return many
    ? { hook: many.hook, selector: many.selector, isShared: true }
    : { hook: place.hook, selector, isShared: false };
}

/**
 * A clause that names an event itself has it as it is, and not a second time as what another of its
 * probes makes of it: `openat` beside Solaris' `open`. Probes that share an event otherwise are each
 * a firing of their own.
 */
function addPlace(groups: Group[], { selector, position, typed }: Placed): void {
  const isNamed = groups[0]?.selectors.has(selector) && !groups[0].firings.get(selector);
  if (typed && isNamed) return;
  const free = groups.find((group) => !group.selectors.has(selector));
  const group = free ?? { selectors: new Map(), firings: new Map() };
  if (!free) groups.push(group);
  group.selectors.set(selector, position);
  group.firings.set(selector, typed);
}
